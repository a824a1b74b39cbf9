export { huaweiDevelopment } from './development.ts';
export { huaweiDoor } from './dialect.ts';
export { type HuaweiSettings, huaweiSettings } from './settings.ts';
