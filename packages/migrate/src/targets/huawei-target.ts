import type { SecretValue } from '@dragoman/core';

import type { Body, CloudAnswer } from '../clients/call-options.ts';
import type { Caller } from '../clients/caller.ts';
import { CloudError } from '../clients/cloud-error.ts';
import type { HuaweiCall, HuaweiClient } from '../clients/huawei.ts';
import type { TargetSecret } from '../planner/plan-secret.ts';
import { neutralLabels, objectOf, objectsOf, textOf } from '../sources/draft.ts';
import { ConflictError, type FoundSecret, NOTHING_TAKEN, type Taken, type Target, type TargetStep } from './target.ts';

/** `404` in the table of error codes; older pages say 400. */
const NOT_FOUND: ReadonlySet<string> = new Set(['CSMS.0106', 'CSMS.0005']);
const PAGE = '100';
const NAMES_PAGE = '1000';
/** Days until a secret is gone that is not deleted at once; the shortest that is taken. */
const WINDOW_DAYS = 7;

/** CSMS as a target. */
export function huaweiTarget(client: HuaweiClient, caller: Caller): Target {
  const read = (call: HuaweiCall): Promise<CloudAnswer> => caller.read(call.operation, () => client.call(call));
  const write = (call: HuaweiCall): Promise<CloudAnswer> => caller.write(call.operation, () => client.call(call));
  const versionsOf = (name: string): Promise<Body[] | null> => listVersions(read, name);
  const valueOf = (name: string, id: string): Promise<SecretValue | null> => readValue(read, name, id);
  return {
    dialect: 'huawei',
    currentLabel: 'SYSCURRENT',
    hasReadableValues: true,
    listNames: () => listNames(read),
    take: (secret, step) => take(secret, step, { read, write }),
    async findTaken(secret, step, after) {
      switch (step.kind) {
        case 'create': {
          const found = await findVersion(secret.name, step.value, { after, versionsOf, valueOf });
          if (found === null) return null;
          return { ...found, id: textOf((await showSecret(read, secret.name))?.['id']) ?? null };
        }
        case 'add':
          return findVersion(secret.name, step.value, { after, versionsOf, valueOf });
        case 'schedule-deletion':
          return (await showSecret(read, secret.name))?.['state'] === 'PENDING_DELETE' ? NOTHING_TAKEN : null;
        default:
          return null;
      }
    },
    show: (name) => show(read, name),
    valueOf,
    async moveLabel(name, label, { to }) {
      const path = ['secrets', name, 'stages', label];
      if (to === null) await write({ operation: 'DeleteSecretStage', method: 'DELETE', path });
      else await write(stageCall(name, label, to));
    },
    async remove(name, isNow) {
      if (isNow) await write({ operation: 'DeleteSecret', method: 'DELETE', path: ['secrets', name] });
      else await write(deletionCall(name, WINDOW_DAYS));
      return isNow ? 'deleted' : 'scheduled';
    },
    close: () => {
      client.close();
    },
  };
}

type Call = (call: HuaweiCall) => Promise<CloudAnswer>;

async function take(
  secret: TargetSecret,
  step: TargetStep,
  { read, write }: { readonly read: Call; readonly write: Call },
): Promise<Taken> {
  const { name } = secret;
  switch (step.kind) {
    case 'create': {
      const { body, requestId } = await write(createCall(secret, step.value));
      return { requestId, version: 'v1', id: textOf(objectOf(body['secret'])['id']) ?? null };
    }
    case 'add': {
      const path = ['secrets', name, 'versions'];
      const call = { operation: 'CreateSecretVersion', method: 'POST', path, body: valueBody(step.value) } as const;
      const { body, requestId } = await write(call);
      return { requestId, version: textOf(objectOf(body['version_metadata'])['id']) ?? step.versionId, id: null };
    }
    case 'label':
      return taken(await write(stageCall(name, step.label, step.versionId)));
    case 'tag': {
      const id = textOf((await showSecret(read, name))?.['id']) ?? '';
      const tags = Object.entries(secret.tags).map(([key, value]) => ({ key, value }));
      const path = ['csms', id, 'tags', 'action'];
      const body = { action: 'create', tags };
      return taken(await write({ operation: 'BatchCreateOrDeleteTags', method: 'POST', path, body }));
    }
    case 'schedule-deletion':
      return taken(await write(deletionCall(name, step.days)));
  }
}

function taken({ requestId }: CloudAnswer): Taken {
  return { ...NOTHING_TAKEN, requestId };
}

function createCall({ name, description, keyId }: TargetSecret, value: SecretValue): HuaweiCall {
  return {
    operation: 'CreateSecret',
    method: 'POST',
    path: ['secrets'],
    body: {
      name,
      ...(description === null ? {} : { description }),
      ...(keyId === null ? {} : { kms_key_id: keyId }),
      ...valueBody(value),
    },
  };
}

function valueBody({ type, data }: SecretValue): Body {
  return type === 'binary' ? { secret_binary: data } : { secret_string: data };
}

function stageCall(name: string, label: string, versionId: string): HuaweiCall {
  const path = ['secrets', name, 'stages', label];
  return { operation: 'UpdateSecretStage', method: 'PUT', path, body: { version_id: versionId } };
}

function deletionCall(name: string, days: number): HuaweiCall {
  const path = ['secrets', name, 'scheduled-deleted-tasks', 'create'];
  return { operation: 'DeleteSecretForSchedule', method: 'POST', path, body: { recovery_window_in_days: days } };
}

/** The versions that came after one, oldest first: the one of them with this value is the step's own. */
async function findVersion(
  name: string,
  value: SecretValue,
  {
    after,
    versionsOf,
    valueOf,
  }: {
    readonly after: string | null;
    readonly versionsOf: (name: string) => Promise<Body[] | null>;
    readonly valueOf: (name: string, id: string) => Promise<SecretValue | null>;
  },
): Promise<Taken | null> {
  const versions = await versionsOf(name);
  if (versions === null) return null;
  const newer = versions.map(({ id }) => textOf(id) ?? '').filter((id) => numberOf(id) > numberOf(after ?? 'v0'));
  for (const id of newer) {
    const found = await valueOf(name, id);
    if (found?.type === value.type && found.data === value.data) return { ...NOTHING_TAKEN, version: id };
  }
  if (newer.length > 0) throw new ConflictError(name, `version ${newer.join(', ')}`);
  return null;
}

/** Huawei numbers versions itself. */
function numberOf(id: string): number {
  return Number(/^v(\d+)$/.exec(id)?.[1] ?? Number.POSITIVE_INFINITY);
}

async function show(read: Call, name: string): Promise<FoundSecret | null> {
  const secret = await showSecret(read, name);
  if (secret === null) return null;
  const path = ['csms', textOf(secret['id']) ?? '', 'tags'];
  const { body } = await read({ operation: 'ListSecretTags', method: 'GET', path });
  const tags = objectsOf(body['tags']).map(({ key, value }) => [textOf(key) ?? '', textOf(value) ?? '']);
  const versions = (await listVersions(read, name)) ?? [];
  return {
    description: textOf(secret['description']) ?? '',
    tags: Object.fromEntries(tags) as Record<string, string>,
    keyId: textOf(secret['kms_key_id']) ?? null,
    isPendingDelete: secret['state'] === 'PENDING_DELETE',
    versions: versions.map(({ id, version_stages: stages }) => ({
      id: textOf(id) ?? '',
      labels: neutralLabels('huawei', stages),
    })),
    credentialType: null,
  };
}

async function listNames(read: Call): Promise<ReadonlySet<string>> {
  const names = new Set<string>();
  for (let marker: string | undefined; ;) {
    const query = { limit: NAMES_PAGE, ...(marker === undefined ? {} : { marker }) };
    const { body } = await read({ operation: 'ListSecrets', method: 'GET', path: ['secrets'], query });
    for (const { name } of objectsOf(body['secrets'])) names.add(textOf(name) ?? '');
    marker = textOf(objectOf(body['page_info'])['next_marker']);
    if (marker === undefined) return names;
  }
}

async function showSecret(read: Call, name: string): Promise<Body | null> {
  const call = { operation: 'ShowSecret', method: 'GET', path: ['secrets', name] } as const;
  const answer = await orNull(read(call));
  return answer === null ? null : objectOf(answer.body['secret']);
}

async function listVersions(read: Call, name: string): Promise<Body[] | null> {
  const versions: Body[] = [];
  const path = ['secrets', name, 'versions'];
  for (let marker: string | undefined; ;) {
    const query = { limit: PAGE, ...(marker === undefined ? {} : { marker }) };
    const answer = await orNull(read({ operation: 'ListSecretVersions', method: 'GET', path, query }));
    if (answer === null) return null;
    versions.push(...objectsOf(answer.body['version_metadatas']));
    marker = textOf(objectOf(answer.body['page_info'])['next_marker']);
    if (marker === undefined)
      return versions.toSorted(
        (left, right) => numberOf(textOf(left['id']) ?? '') - numberOf(textOf(right['id']) ?? ''),
      );
  }
}

async function readValue(read: Call, name: string, id: string): Promise<SecretValue | null> {
  const path = ['secrets', name, 'versions', id];
  const answer = await orNull(read({ operation: 'ShowSecretVersion', method: 'GET', path }));
  if (answer === null) return null;
  const { secret_string: string, secret_binary: binary } = objectOf(answer.body['version']);
  if (typeof binary === 'string' && binary !== '') return { type: 'binary', data: binary };
  return { type: 'text', data: typeof string === 'string' ? string : '' };
}

async function orNull(answer: Promise<CloudAnswer>): Promise<CloudAnswer | null> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof CloudError && (error.status === 404 || NOT_FOUND.has(error.code))) return null;
    throw error;
  }
}
