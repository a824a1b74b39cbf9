export { aliyunDoor } from './dialect.ts';
export { aliyunDevelopment, aliyunSandbox } from './development.ts';
export { aliyunSecretLimits } from './secret-limits.ts';
export { type AliyunSettings, aliyunSettings } from './settings.ts';
export { RAM_ACTIONS } from './ram-actions.ts';
export { compilePolicy as checkRamPolicy } from './ram/policy-document.ts';
export { createRole, findRole } from './ram/roles.ts';
export { isRamSystemPolicy, type StoredPolicy } from './ram/stored-policies.ts';
export { SYSTEM_POLICIES as RAM_SYSTEM_POLICIES } from './ram/system-policies.ts';
export {
  ensureInstance,
  type InstanceUse,
  InstanceMoveError,
  listInstances,
  type MoveObstacle,
  putIntoInstance,
  type ToMove,
} from './instance-moves.ts';
