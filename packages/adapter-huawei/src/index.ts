export { huaweiDevelopment, huaweiSandbox, REGIONS as huaweiRegions } from '@dragoman/huawei-platform';
export {
  ACTION_NAMES as IAM_ACTIONS,
  huaweiAgency,
  readGrants as checkIamGrants,
  readPolicy as checkIamPolicy,
  systemPolicies as iamSystemPolicies,
} from '@dragoman/huawei-platform';
export { huaweiDoor } from './dialect.ts';
export { huaweiSecretLimits } from './secret-limits.ts';
export { type HuaweiSettings, huaweiSettings } from './settings.ts';
export { huaweiWorker } from './background-worker.ts';
