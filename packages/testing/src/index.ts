export { type AliyunAccess, type BlueKingAccess, type CloudAccess, type HuaweiAccess } from './cloud-access.ts';
export { type Dragoman, type DragomanOptions, startDragoman } from './dragoman.ts';
export { type GatewayAddress, type SharedDragoman, connectDragoman } from './shared-dragoman.ts';
export type { OperationName } from './operation-names.ts';
export { RequestAssertionError } from './request-assertion-error.ts';
export { CloudRejectedError } from './interception/cloud-rejected-error.ts';
export type { Interception, InterceptionOptions } from './interception/intercept-clouds.ts';
export type { Sandbox, SandboxOptions } from './sandbox.ts';
export type { RequestAssertion, Seeds, TestEnvironment } from './test-environment.ts';
