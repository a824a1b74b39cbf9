export { bkDoor } from './dialect.ts';
export { bkDevelopment, bkSandbox } from './development.ts';
export { bkSecretLimits } from './secret-limits.ts';
export { type BkSettings, bkSettings } from './settings.ts';
export { readPermissions as checkBkPermissions } from './permissions/grants.ts';
