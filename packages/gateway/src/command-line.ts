export { loadSettings } from './config/load.ts';
export { RENAMED_FLAGS } from './config/renamed.ts';
export type { Settings } from './config/schema.ts';
export { SETTINGS, type SettingDefinition } from './config/setting-definitions.ts';
export { describeType, valueFromText } from './config/values.ts';
export { jsonEventLog } from './log/json-event-log.ts';
export { lineEventLog } from '@dragoman/server';
export { type Gateway, startGateway, whenReady } from './start-gateway.ts';
export { VERSION } from './version.ts';
