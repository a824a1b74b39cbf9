export { type ControlCall, type ControlTarget, type GatewayInfo, mediaTypeOf } from './call.ts';
export { NAMED_CALLS } from './calls/index.ts';
export { callControl, callRoutes, controlClient } from './client.ts';
export type {
  CallRoute,
  ControlClient,
  ControlClientParts,
  JsonCallName,
  ReceivedAnswer,
  SentRequest,
} from './client/index.ts';
export type { ConsoleFile, LoadConsole } from './console/console-file.ts';
export { CONSOLE_PATH } from './console/console-listener.ts';
export { GROUPS } from './groups.ts';
export { controlListener } from './listener.ts';
export { Metrics } from './metrics/metrics.ts';
export { CONTROL_PREFIX } from './prefix.ts';
export { controlSettings } from './settings.ts';
