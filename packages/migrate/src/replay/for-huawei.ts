import type { Note } from './notes.ts';
import type { Intent, RecordedCall } from './recorded-call.ts';
import type { NameAtTarget, Rewrite, RewrittenCall } from './rewritten-call.ts';

const STAGES: Readonly<Record<string, string>> = { ACSCurrent: 'SYSCURRENT', ACSPrevious: 'SYSPREVIOUS' };
/** Stands where the application's own text belongs. */
const OWN = '…';

type Params = RewrittenCall['params'];

/** Calls of Huawei's CSMS for those of Alibaba Cloud's KMS and of JOB. */
export function rewriteForHuawei(call: RecordedCall, intent: Intent, secret: NameAtTarget | null): Rewrite {
  const named = { secret_name: secret?.name ?? OWN };
  const keepsIds = secret?.keepsVersionIds === true;
  switch (intent) {
    case 'read':
      return reading(call, named, keepsIds);
    case 'describe':
      return describing(call, named);
    case 'list':
      return one('ListSecrets', { limit: '1000' }, 'page-marker');
    case 'list-versions':
      return one('ListSecretVersions', { ...named, limit: '1000' }, 'page-marker');
    case 'create':
      return one('CreateSecret', { name: secret?.name ?? OWN, secret_string: OWN });
    case 'put':
      return putting(call, named);
    case 'move-stage':
      return one(
        'UpdateSecretStage',
        { ...named, stage_name: stageFor(call), version_id: OWN },
        ...(keepsIds ? [] : ['version-ids' as const]),
        ...(call.stage === 'ACSCurrent' ? ['previous-stays' as const] : []),
      );
    case 'remove-stage':
      return one('DeleteSecretStage', { ...named, stage_name: stageFor(call) });
    case 'update':
      return one('UpdateSecret', { ...named, description: OWN });
    case 'schedule-deletion':
      return one('DeleteSecretForSchedule', { ...named, recovery_window_in_days: OWN });
    case 'delete':
      return one('DeleteSecret', named);
    case 'restore':
      return one('RestoreSecret', named);
    default:
      return further(intent);
  }
}

function further(intent: Intent): Rewrite {
  switch (intent) {
    case 'batch-read':
      return one('BatchShowSecretVersion', { secret_name_list: OWN });
    case 'tag':
      return one('BatchCreateOrDeleteTags', { secret_id: OWN, action: 'create' }, 'by-id');
    case 'untag':
      return one('BatchCreateOrDeleteTags', { secret_id: OWN, action: 'delete' }, 'by-id');
    case 'list-tags':
      return one('ListSecretTags', { secret_id: OWN }, 'by-id');
    case 'find-by-tag':
      return one('ListResourceInstances', { action: 'filter', tags: OWN });
    case 'rotate':
      return one('RotateSecret', { secret_name: OWN }, 'shared-no-more');
    case 'random-password':
      return one('GenerateRandomPassword', { length: OWN });
    case 'encrypt':
      return one('KMS:EncryptData', { key_id: OWN, plain_text: OWN }, 'own-ciphertexts');
    case 'decrypt':
      return one('KMS:DecryptData', { cipher_text: OWN }, 'own-ciphertexts');
    case 'data-key':
      return one('KMS:CreateDatakey', { key_id: OWN }, 'base64-not-hex', 'own-ciphertexts');
    default:
      return { calls: [], notes: ['source-alone'] };
  }
}

function reading({ version, stage }: RecordedCall, named: Params, keepsIds: boolean): Rewrite {
  if (version === 'id')
    return one('ShowSecretVersion', { ...named, version_id: OWN }, ...(keepsIds ? [] : ['version-ids' as const]));
  if (stage === null) return one('ShowSecretVersion', { ...named, version_id: 'latest' }, 'current-is-latest');
  return {
    calls: [
      { operation: 'ShowSecretStage', params: { ...named, stage_name: STAGES[stage] ?? OWN } },
      { operation: 'ShowSecretVersion', params: { ...named, version_id: OWN } },
    ],
    notes: ['two-calls'],
  };
}

function describing({ flags, door }: RecordedCall, named: Params): Rewrite {
  const tags = flags['FetchTags'] === true ? [{ operation: 'ListSecretTags', params: { secret_id: OWN } }] : [];
  return {
    calls: [{ operation: 'ShowSecret', params: named }, ...tags],
    notes: [...(tags.length > 0 ? ['two-answers' as const] : []), ...(door === 'bk' ? ['by-name' as const] : [])],
  };
}

function putting({ stage, door, flags }: RecordedCall, named: Params): Rewrite {
  const stages = stage === null ? {} : { version_stages: STAGES[stage] ?? OWN };
  const update = { operation: 'UpdateSecret', params: { ...named, description: OWN } };
  return {
    calls: [
      { operation: 'CreateSecretVersion', params: { ...named, secret_string: OWN, ...stages } },
      ...(door === 'bk' && flags['description'] === true ? [update] : []),
    ],
    notes: door === 'bk' ? ['by-name'] : [],
  };
}

function stageFor({ stage }: RecordedCall): string {
  return STAGES[stage ?? ''] ?? OWN;
}

function one(operation: string, params: Params, ...notes: readonly Note[]): Rewrite {
  return { calls: [{ operation, params }], notes };
}
