export { bkDoor } from './dialect.ts';
export { bkDevelopment } from './development.ts';
export { type BkSettings, bkSettings } from './settings.ts';
