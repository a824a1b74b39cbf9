import type { Dialect } from '../model/direction.ts';

/** A call of an application as the journal tells it: what it asked for, and no value. */
export interface RecordedCall {
  readonly sequence: number;
  readonly door: Dialect;
  readonly operation: string;
  readonly names: readonly string[];
  readonly version: 'none' | 'id' | 'latest' | 'stage';
  /** A built-in stage by its name, any other as `custom`. */
  readonly stage: string | null;
  readonly flags: Readonly<Record<string, boolean>>;
  readonly page: Readonly<Record<string, number | boolean>>;
  readonly outcome: 'success' | 'rejected' | 'error';
  /** The vendor's code of a rejection. */
  readonly code: string | null;
}

/** What an application asks a secret service for, whichever it is. */
export type Intent =
  | 'read'
  | 'find-stage'
  | 'describe'
  | 'list'
  | 'list-versions'
  | 'create'
  | 'put'
  | 'move-stage'
  | 'remove-stage'
  | 'update'
  | 'schedule-deletion'
  | 'delete'
  | 'restore'
  | 'batch-read'
  | 'batch-create'
  | 'batch-delete'
  | 'tag'
  | 'untag'
  | 'list-tags'
  | 'find-by-tag'
  | 'rotate'
  | 'random-password'
  | 'expire'
  | 'encrypt'
  | 'decrypt'
  | 'data-key'
  | 'other';

const HUAWEI: Readonly<Record<string, Intent>> = {
  ShowSecretVersion: 'read',
  ShowSecretStage: 'find-stage',
  ShowSecret: 'describe',
  ListSecrets: 'list',
  ListSecretVersions: 'list-versions',
  CreateSecret: 'create',
  CreateSecretVersion: 'put',
  UpdateSecretStage: 'move-stage',
  CreateSecretStage: 'move-stage',
  DeleteSecretStage: 'remove-stage',
  UpdateSecret: 'update',
  UpdateVersion: 'expire',
  DeleteSecretForSchedule: 'schedule-deletion',
  DeleteSecret: 'delete',
  RestoreSecret: 'restore',
  BatchShowSecretVersion: 'batch-read',
  BatchImportSecrets: 'batch-create',
  BatchDeleteSecrets: 'batch-delete',
  BatchCreateOrDeleteTags: 'tag',
  CreateSecretTag: 'tag',
  DeleteSecretTag: 'untag',
  ListSecretTags: 'list-tags',
  ListResourceInstances: 'find-by-tag',
  RotateSecret: 'rotate',
  GenerateRandomPassword: 'random-password',
  'KMS:EncryptData': 'encrypt',
  'KMS:DecryptData': 'decrypt',
  'KMS:CreateDatakey': 'data-key',
  'KMS:CreateDatakeyWithoutPlaintext': 'data-key',
};

const ALIYUN: Readonly<Record<string, Intent>> = {
  GetSecretValue: 'read',
  DescribeSecret: 'describe',
  ListSecrets: 'list',
  ListSecretVersionIds: 'list-versions',
  CreateSecret: 'create',
  PutSecretValue: 'put',
  UpdateSecretVersionStage: 'move-stage',
  UpdateSecret: 'update',
  DeleteSecret: 'schedule-deletion',
  RestoreSecret: 'restore',
  BatchGetSecretValue: 'batch-read',
  TagResource: 'tag',
  TagResources: 'tag',
  UntagResource: 'untag',
  UntagResources: 'untag',
  ListTagResources: 'list-tags',
  RotateSecret: 'rotate',
  GetRandomPassword: 'random-password',
  Encrypt: 'encrypt',
  Decrypt: 'decrypt',
  GenerateDataKey: 'data-key',
  GenerateDataKeyWithoutPlaintext: 'data-key',
};

const BK: Readonly<Record<string, Intent>> = {
  get_credential_detail: 'describe',
  create_credential: 'create',
  update_credential: 'put',
};

const OPERATIONS: Readonly<Record<Dialect, Readonly<Record<string, Intent>>>> = {
  huawei: HUAWEI,
  aliyun: ALIYUN,
  bk: BK,
};

/** What a call is for; some operations are for several things, as their flags say. */
export function intentOf({ door, operation, flags }: RecordedCall): Intent {
  const intent = OPERATIONS[door][operation] ?? 'other';
  if (door !== 'aliyun') return intent;
  if (operation === 'DeleteSecret' && flags['ForceDeleteWithoutRecovery'] === true) return 'delete';
  if (operation === 'UpdateSecretVersionStage' && flags['MoveToVersion'] !== true) return 'remove-stage';
  return operation === 'ListSecrets' && flags['Filters'] === true ? 'find-by-tag' : intent;
}
