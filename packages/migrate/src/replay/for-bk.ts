import type { Note } from './notes.ts';
import type { Intent, RecordedCall } from './recorded-call.ts';
import type { NameAtTarget, Rewrite, RewrittenCall } from './rewritten-call.ts';

/** Stands where the application's own text belongs. */
const OWN = '…';

/** Why JOB has no call for what an application asks. */
const NONE: Readonly<Partial<Record<Intent, Note>>> = {
  read: 'no-values',
  'batch-read': 'no-values',
  'find-stage': 'no-versions',
  'list-versions': 'no-versions',
  'move-stage': 'no-versions',
  'remove-stage': 'no-versions',
  expire: 'no-versions',
  list: 'no-list',
  'find-by-tag': 'no-list',
  'schedule-deletion': 'no-deletion',
  delete: 'no-deletion',
  restore: 'no-deletion',
  'batch-delete': 'no-deletion',
  tag: 'no-tags',
  untag: 'no-tags',
  'list-tags': 'no-tags',
  encrypt: 'no-keys',
  decrypt: 'no-keys',
  'data-key': 'no-keys',
};

/** Calls of JOB for those of the two clouds. */
export function rewriteForBk(_call: RecordedCall, intent: Intent, secret: NameAtTarget | null): Rewrite {
  switch (intent) {
    case 'describe':
      return one('get_credential_detail', { id: OWN }, 'by-id');
    case 'create':
      return one('create_credential', { name: secret?.name ?? OWN, type: OWN, credential_secret_key: OWN });
    case 'batch-create':
      return one('create_credential', { name: OWN, type: OWN, credential_secret_key: OWN }, 'in-a-loop');
    case 'put':
    case 'update':
      return one(
        'update_credential',
        { id: OWN, name: secret?.name ?? OWN, type: OWN, description: OWN, credential_secret_key: OWN },
        'by-id',
        'full-replace',
      );
    default:
      return { calls: [], notes: [NONE[intent] ?? 'source-alone'] };
  }
}

function one(operation: string, params: RewrittenCall['params'], ...notes: readonly Note[]): Rewrite {
  return { calls: [{ operation, params }], notes };
}
