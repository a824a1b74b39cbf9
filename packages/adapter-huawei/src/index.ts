export { huaweiDevelopment, huaweiSandbox } from './development.ts';
export { huaweiDoor } from './dialect.ts';
export { REGIONS as huaweiRegions } from './account/regions.ts';
export { type HuaweiSettings, huaweiSettings } from './settings.ts';
export { huaweiWorker } from './background-worker.ts';
