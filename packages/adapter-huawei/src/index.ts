export { huaweiDevelopment, huaweiSandbox, REGIONS as huaweiRegions } from '@dragoman/huawei-platform';
export { huaweiDoor } from './dialect.ts';
export { type HuaweiSettings, huaweiSettings } from './settings.ts';
export { huaweiWorker } from './background-worker.ts';
