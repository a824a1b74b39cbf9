export { type ControlClient, type ControlClientParts, controlClient } from '@dragoman/control';
export type { Done } from '@dragoman/environment';
export { ConfigError, ControlError, didYouMean } from '@dragoman/input';
export type { SeedDocument } from '@dragoman/seeds';
export { type EventLog, type HostRoute, lineEventLog, routeOfHost } from '@dragoman/server';
export { type GivenSettings, loadSettings } from './config/load.ts';
export { type Settings, settingsSchema } from './config/schema.ts';
export { type Gateway, type GatewayParts, startGateway } from './start-gateway.ts';
