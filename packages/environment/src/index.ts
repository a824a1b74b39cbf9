export { type Done, Scheduler } from './background/scheduler.ts';
export { dueSources } from './background/sources.ts';
export { Bindings, boundTo, keepBinding } from './bindings.ts';
export {
  type AdvanceReport,
  type ClockChange,
  type TargetTime,
  InvalidTargetTimeError,
  advanceClock,
  setClock,
} from './clock/advance.ts';
export { environmentClock } from './clock/environment-clock.ts';
export { systemClock } from './clock/system-clock.ts';
export { VirtualClock } from './clock/virtual-clock.ts';
export { aliyunKeys, bkApp, developmentClaims, ensureDevelopmentIdentity, huaweiKeys } from './development.ts';
export { configuredBindings } from './configured-bindings.ts';
export { buildDoors } from './doors.ts';
export { type Environment, type EnvironmentParts, type InitialServices, openEnvironment } from './environment.ts';
export { READER_KEY } from './reading-doors.ts';
export { type Environments, type TenantContext, tenantContextOf } from './environments.ts';
export { checkRules } from './faults/check.ts';
export { Faults } from './faults/faults.ts';
export { PresetInfo, presetNamed, presetsOf } from './faults/presets.ts';
export { FaultRule, StandingRule } from './faults/rule.ts';
export { type EnvironmentIds, plainEnvironmentIds, seededEnvironmentIds } from './ids/environment-ids.ts';
export { randomIds } from './ids/random-ids.ts';
export { BOUNDS_MS, Counts, type OperationCounts } from './metrics/counts.ts';
export { type SandboxIdentity, sandboxIdentity } from './sandboxes/sandbox-identity.ts';
export {
  credentialKeys,
  type Sandbox,
  Sandboxes,
  type SandboxesParts,
  TooManySandboxesError,
} from './sandboxes/sandboxes.ts';
export { type ControlState, type ControlStore } from './state/control-state.ts';
export { SnapshotError, type SnapshotRejection } from './state/snapshot-error.ts';
export { type SnapshotInfo } from './state/snapshot-service.ts';
export { makeDataDirectory, syncDirectory } from './state/data-directory.ts';
export { InstanceMoveError, type InstanceUse } from '@dragoman/adapter-aliyun';
export { type KmsInstances } from './instances/kms-instances.ts';
export { secretLimits } from './visibility/visibility.ts';
export { checkSnapshot, readSnapshot } from './state/whole-snapshot.ts';
export { fileBytes, heldBytes, type StoredBytes } from './state/stored-bytes.ts';
export {
  type Snapshots,
  directorySnapshots,
  memorySnapshots,
  type SnapshotTable,
  tableSnapshots,
} from './state/snapshots.ts';
export { type EnvironmentSettings, environmentSettings } from './settings.ts';
export { type OpenMemoryStore, type State, type StateStores, memoryState } from './state/state.ts';
