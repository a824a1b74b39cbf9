export { type Gateway, type GatewayParts, startGateway } from './compose.ts';
export { type ControlClient, type ControlClientParts, controlClient } from './control/client.ts';
export { ControlError } from './control/problem.ts';
export { type GivenSettings, loadSettings } from './config/load.ts';
export { type Settings, settingsSchema } from './config/schema.ts';
export type { SeedDocument } from './seed/schema.ts';
export { type EventLog, lineEventLog } from './console.ts';
export type { Done } from './scheduler/scheduler.ts';
export { type HostRoute, routeOfHost } from './proxy/clouds.ts';
