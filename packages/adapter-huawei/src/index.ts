export { huaweiDevelopment, huaweiSandbox } from './development.ts';
export { huaweiDoor } from './dialect.ts';
export { type HuaweiSettings, huaweiSettings } from './settings.ts';
export { huaweiWork } from './work.ts';
