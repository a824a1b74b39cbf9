/** What starts a gateway from the command line: the bundle has it in one part. */
export { loadSettings } from './config/load.ts';
export { RENAMED_FLAGS } from './config/renamed.ts';
export type { Settings } from './config/schema.ts';
export { SETTINGS, type SettingDefinition } from './config/setting-definitions.ts';
export { valueFromText } from './config/values.ts';
export { describeType } from '@dragoman/input';
export { jsonEventLog } from './log/json-event-log.ts';
export { lineEventLog } from '@dragoman/server';
export { readAddress } from './state/address-file.ts';
export { type ReadyEvent, readyEvent, writeReadyFile } from './ready/ready-file.ts';
export { checkState, salvageState, type StateReport } from './state/inspect-state.ts';
export { stateLocation } from './state/state-location.ts';
export { type Gateway, startGateway, whenReady } from './start-gateway.ts';
export { VERSION } from './version.ts';
