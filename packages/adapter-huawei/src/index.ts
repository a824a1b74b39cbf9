export { huaweiDevelopment, huaweiSandbox, REGIONS as huaweiRegions } from '@dragoman/huawei-platform';
export {
  ACTION_NAMES as IAM_ACTIONS,
  huaweiAgency,
  readGrants as checkIamGrants,
  readPolicy as checkIamPolicy,
  SYSTEM_POLICIES as IAM_SYSTEM_POLICIES,
} from '@dragoman/huawei-platform';
export { huaweiDoor } from './dialect.ts';
export { huaweiSecretLimits } from './secret-limits.ts';
export { type HuaweiSettings, huaweiSettings } from './settings.ts';
export { huaweiWorker } from './background-worker.ts';
