import type { ControlClient } from '@dragoman/control';
import type { Dialect, Move, PlanFile, SourceValues, Target } from '@dragoman/migrate';

import type { Credentials } from '../../client-credentials.ts';
import { openAliyun, openHuawei, openTarget } from './open-target.ts';

/** Where a rehearsal keeps what the source has. */
const SOURCE_VAULT = 'migrate-source';
const CONCURRENCY = 8;

/** What a sandbox begins with. */
interface RehearsalSeed {
  readonly plan: PlanFile;
  readonly moves: readonly Move[];
  readonly values: SourceValues;
  /** Of the sandbox. */
  readonly control: ControlClient;
  readonly credentials: Credentials;
}

/**
 * Fills the source's vault with all versions and labels under made-up values, and the target's with the secrets that
 * are to have another version; the source has a vault of its own, so that no name meets one of the target.
 */
export async function seedRehearsal({ plan, moves, values, control, credentials }: RehearsalSeed): Promise<void> {
  await control.vaults.bind({ vault: SOURCE_VAULT, addresses: [addressIn(plan.source.dialect, credentials)] });
  const queue = moves.values();
  const work = async (): Promise<void> => {
    for (const { id, source, secret, action } of queue) {
      for (const { id: version, labels } of source.versions) {
        const value = await values.valueOf({ name: source.name, id: source.id, version });
        const data = value?.data ?? '';
        const content = value?.type === 'binary' ? { binary: data } : { value: data };
        await control.secrets.put({
          vault: SOURCE_VAULT,
          name: source.name,
          ...content,
          version,
          labels: [...labels],
        });
      }
      if (action !== 'add-version') continue;
      const vault = addressIn(plan.target.dialect, credentials);
      const there = Object.values(plan.secrets.find((planned) => planned.id === id)?.there ?? {});
      for (const version of there.length === 0 ? ['v1'] : there)
        await control.secrets.put({ vault, name: secret.name, value: `synthetic ${version}`, version });
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, work));
}

/** What a sandbox's clients reach at a door. */
function addressIn(dialect: Dialect, { huawei, aliyun, bk }: Credentials): string {
  switch (dialect) {
    case 'huawei':
      return `huawei:${huawei['project_id'] ?? ''}`;
    case 'aliyun':
      return `aliyun:${aliyun['account_id'] ?? ''}/${aliyun['region_id'] ?? ''}`;
    case 'bk':
      return `bk:${bk['bk_scope_type'] ?? ''}/${bk['bk_scope_id'] ?? ''}`;
  }
}

/** A sandbox. */
interface RehearsalSandbox {
  /** Of the gateway. */
  readonly url: string;
  readonly credentials: Credentials;
  /** Of the sandbox. */
  readonly control: ControlClient;
  readonly now: () => number;
}

/** The target's door in a sandbox, and what makes a key there. */
export async function openRehearsalTarget(
  plan: PlanFile,
  { url, credentials, control, now }: RehearsalSandbox,
): Promise<{ target: Target; createKey: () => Promise<string> }> {
  const { dialect } = plan.target;
  const access = { url, isReal: false, credentials };
  const bk = {
    shape: plan.options.bk_shape ?? 'typed',
    list: () => credentialIds(control, addressIn('bk', credentials)),
  } as const;
  const target = await openTarget({ dialect, address: '' }, access, { bk, now });
  if (dialect === 'huawei') await makeDefaultKey(target);
  let keys = 0;
  const createKey = async (): Promise<string> => {
    keys += 1;
    if (dialect === 'huawei') {
      const path = ['kms', 'create-key'];
      const call = { operation: 'CreateKey', method: 'POST', version: 'v1.0', path } as const;
      const client = await openHuawei('', access, 'all', now);
      const { body } = await client.call({ ...call, body: { key_alias: `rehearsal-${keys}` } });
      return (body['key_info'] as { readonly key_id: string }).key_id;
    }
    const { body } = await (await openAliyun('', access, 'all', now)).call('CreateKey', {});
    return (body['KeyMetadata'] as { readonly KeyId: string }).KeyId;
  };
  return { target, createKey };
}

/** What JOB's console lists. */
async function credentialIds(control: ControlClient, vault: string): Promise<ReadonlyMap<string, string>> {
  const ids = new Map<string, string>();
  for (let after: string | null | undefined; after !== null;) {
    const page = await control.secrets.list({ vault, ...(after === undefined ? {} : { after }) });
    for (const { name, id } of page.secrets) ids.set(name, id.replaceAll('-', ''));
    after = page.next;
  }
  return ids;
}

/** CSMS makes a project's default key with the first secret that needs it, and nobody can delete that key. */
async function makeDefaultKey(target: Target): Promise<void> {
  const first = { name: 'dragoman-rehearsal', description: null, tags: {}, keyId: null };
  const secret = { ...first, versions: [], labels: [], deleteInDays: null, credentialType: null };
  await target.take(secret, { kind: 'create', versionId: 'v1', value: { type: 'text', data: 'synthetic' } }, null);
  await target.remove(first.name, true);
}
