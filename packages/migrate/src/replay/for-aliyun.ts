import type { Note } from './notes.ts';
import type { Intent, RecordedCall } from './recorded-call.ts';
import type { NameAtTarget, Rewrite, RewrittenCall } from './rewritten-call.ts';

const STAGES: Readonly<Record<string, string>> = { SYSCURRENT: 'ACSCurrent', SYSPREVIOUS: 'ACSPrevious' };
/** Stands where the application's own text belongs. */
const OWN = '…';

type Params = RewrittenCall['params'];

/** Calls of Alibaba Cloud's KMS for those of Huawei's CSMS and of JOB. */
export function rewriteForAliyun(call: RecordedCall, intent: Intent, secret: NameAtTarget | null): Rewrite {
  const named = { SecretName: secret?.name ?? OWN };
  const keepsIds = secret?.keepsVersionIds === true;
  switch (intent) {
    case 'read':
      return reading(call, named, keepsIds);
    case 'find-stage':
      return one('GetSecretValue', { ...named, VersionStage: stageFor(call) }, 'one-call');
    case 'describe':
      return one(
        'DescribeSecret',
        { ...named, FetchTags: 'true' },
        ...(call.door === 'bk' ? ['by-name' as const] : []),
      );
    case 'list-tags':
      return one('DescribeSecret', { ...named, FetchTags: 'true' }, 'by-name');
    case 'list':
      return one('ListSecrets', { PageNumber: '1', PageSize: '100' }, 'page-size');
    case 'list-versions':
      return one('ListSecretVersionIds', { ...named, IncludeDeprecated: 'true' }, 'with-deprecated');
    case 'create':
      return one('CreateSecret', { ...named, VersionId: OWN, SecretData: OWN }, 'make-version-id');
    case 'put':
      return putting(call, named);
    case 'move-stage':
      return one(
        'UpdateSecretVersionStage',
        { ...named, VersionStage: stageFor(call), MoveToVersion: OWN },
        ...(call.stage === 'SYSCURRENT' ? ['also-previous' as const] : []),
      );
    case 'remove-stage':
      return one('UpdateSecretVersionStage', { ...named, VersionStage: stageFor(call), RemoveFromVersion: OWN });
    case 'update':
      return call.flags['kms_key_id'] === true && Object.keys(call.flags).length === 1
        ? { calls: [], notes: ['key-is-fixed'] }
        : one('UpdateSecret', { ...named, Description: OWN }, ...keyNote(call));
    default:
      return further(intent, named);
  }
}

function further(intent: Intent, named: Params): Rewrite {
  switch (intent) {
    case 'schedule-deletion':
      return one('DeleteSecret', { ...named, RecoveryWindowInDays: OWN });
    case 'delete':
      return one('DeleteSecret', { ...named, ForceDeleteWithoutRecovery: 'true' });
    case 'restore':
      return one('RestoreSecret', named);
    case 'batch-read':
      return one('BatchGetSecretValue', { SecretsList: OWN }, 'twenty-at-most');
    case 'batch-create':
      return one('CreateSecret', { SecretName: OWN, VersionId: OWN, SecretData: OWN }, 'in-a-loop', 'make-version-id');
    case 'batch-delete':
      return one('DeleteSecret', { SecretName: OWN }, 'in-a-loop');
    case 'tag':
      return one('TagResources', { ResourceType: 'secret', 'ResourceId.1': named['SecretName'] ?? OWN }, 'by-name');
    case 'untag':
      return one('UntagResources', { ResourceType: 'secret', 'ResourceId.1': named['SecretName'] ?? OWN }, 'by-name');
    case 'find-by-tag':
      return one('ListSecrets', { Filters: '[{"Key":"TagKey","Values":["…"]}]' }, 'filters');
    case 'rotate':
      return one('RotateSecret', { ...named, VersionId: OWN }, 'managed-alone', 'make-version-id');
    case 'random-password':
      return one('GetRandomPassword', { PasswordLength: OWN }, 'password-length');
    case 'encrypt':
      return one('Encrypt', { KeyId: OWN, Plaintext: OWN }, 'own-ciphertexts');
    case 'decrypt':
      return one('Decrypt', { CiphertextBlob: OWN }, 'own-ciphertexts');
    case 'data-key':
      return one('GenerateDataKey', { KeyId: OWN }, 'base64-not-hex', 'own-ciphertexts');
    default:
      return { calls: [], notes: ['source-alone'] };
  }
}

function reading({ version, stage }: RecordedCall, named: Params, keepsIds: boolean): Rewrite {
  const read = (params: Params, ...notes: readonly Note[]): Rewrite => ({
    calls: [{ operation: 'GetSecretValue', params: { ...named, ...params } }],
    notes,
  });
  if (version === 'latest') return read({}, 'latest-is-current');
  if (version === 'id') return read({ VersionId: OWN }, ...(keepsIds ? [] : ['version-ids' as const]));
  return read(stage === null ? {} : { VersionStage: STAGES[stage] ?? OWN });
}

function putting({ flags, stage, door }: RecordedCall, named: Params): Rewrite {
  const stages = stage === null ? {} : { VersionStages: `["${STAGES[stage] ?? OWN}"]` };
  const params = { ...named, VersionId: OWN, SecretData: OWN, ...stages };
  const update = { operation: 'UpdateSecret', params: { ...named, Description: OWN } };
  const renames = door === 'bk' && flags['description'] === true;
  return {
    calls: [{ operation: 'PutSecretValue', params }, ...(renames ? [update] : [])],
    notes: [
      'make-version-id',
      ...(flags['expire_time'] === true ? ['no-expiry' as const] : []),
      ...(door === 'bk' ? ['by-name' as const] : []),
    ],
  };
}

function stageFor({ stage }: RecordedCall): string {
  return STAGES[stage ?? ''] ?? OWN;
}

function keyNote({ flags }: RecordedCall): Note[] {
  return flags['kms_key_id'] === true ? ['key-is-fixed'] : [];
}

function one(operation: string, params: Params, ...notes: readonly Note[]): Rewrite {
  return { calls: [{ operation, params }], notes };
}
