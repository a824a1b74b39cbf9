import type { SecretValue } from '@dragoman/core';

import type { AliyunClient } from '../../clients/aliyun.ts';
import type { Caller } from '../../clients/caller.ts';
import type { DialectDetails } from '../../model/inventory.ts';
import { aliyunDrafts } from '../aliyun-cli.ts';
import {
  type JsonObject,
  type KeyDraft,
  objectOf,
  objectsOf,
  type SecretDraft,
  type Source,
  textOf,
  withoutAbsent,
} from '../draft.ts';
import { daysOf } from '../terraform-keys.ts';
import { withReaders } from './with-readers.ts';

/** How Alibaba Cloud is read. */
export interface AliyunLive {
  readonly path: string;
  /** It may make no call but those that read. */
  readonly client: AliyunClient;
  readonly caller: Caller;
}

type Ask = (action: string, params: Readonly<Record<string, string>>) => Promise<JsonObject>;

const PAGE_SIZE = 100;

/** The secrets of an account and region, and the keys that seal them, as KMS answers them. */
export function aliyunLive({ path, client, caller }: AliyunLive): Source {
  const ask: Ask = async (action, params) => (await caller.read(action, () => client.call(action, params))).body;
  return {
    path,
    drafts: async () => {
      const secrets = await secretsOf(path, ask);
      const reader = valueReader(ask);
      return { secrets: secrets.map((secret) => withReaders(secret, reader)), keys: await keysOf(path, ask, secrets) };
    },
  };
}

async function secretsOf(path: string, ask: Ask): Promise<SecretDraft[]> {
  const list = await pages(ask, 'ListSecrets', {}, ['SecretList', 'Secret']);
  const drafts: SecretDraft[] = [];
  for (const listed of list) {
    const SecretName = textOf(listed['SecretName']) ?? '';
    const described = await ask('DescribeSecret', { SecretName, FetchTags: 'true' });
    const versions = await pages(ask, 'ListSecretVersionIds', { SecretName, IncludeDeprecated: 'true' }, [
      'VersionIds',
      'VersionId',
    ]);
    const [secret, withVersions] = aliyunDrafts(path, [described, { SecretName, VersionIds: { VersionId: versions } }]);
    if (secret === undefined || withVersions === undefined) continue;
    drafts.push({ ...withVersions, ...secret, details: await detailsOf(ask, secret), hasAllVersions: true });
  }
  return drafts;
}

/** A secret in an instance has a policy; the service's own allows the account alone. */
async function detailsOf(ask: Ask, { name, details }: SecretDraft): Promise<Partial<DialectDetails>> {
  if (details?.instance === null || details?.instance === undefined) return { ...details, policy: false };
  const { Policy } = await ask('GetSecretPolicy', { SecretName: name, PolicyName: 'default' });
  const principals = [...(textOf(Policy) ?? '').matchAll(/acs:ram::\d*:([^"\\]+)/g)].map(([, principal]) => principal);
  return { ...details, policy: principals.some((principal) => principal !== 'root' && principal !== '*') };
}

/** Every page of a list. @param members where it stands in the answer */
async function pages(
  ask: Ask,
  action: string,
  params: Readonly<Record<string, string>>,
  [outer, inner]: readonly [string, string],
): Promise<JsonObject[]> {
  const all: JsonObject[] = [];
  for (let page = 1; ; page += 1) {
    const answer = await ask(action, { ...params, PageNumber: String(page), PageSize: String(PAGE_SIZE) });
    const found = objectsOf(objectOf(answer[outer])[inner]);
    all.push(...found);
    if (found.length < PAGE_SIZE) return all;
  }
}

/** Of a secret that the cloud manages a value is given by its stage alone. */
function valueReader(ask: Ask): (secret: SecretDraft, version: string) => Promise<SecretValue | null> {
  return async ({ name, kind, versions = [] }, id) => {
    const stage = STAGES.find(([label]) => versions.find((version) => version.id === id)?.labels?.includes(label));
    const isManaged = kind?.startsWith('managed:') === true;
    if (isManaged && stage === undefined) return null;
    const which = isManaged && stage !== undefined ? { VersionStage: stage[1] } : { VersionId: id };
    const answer = await ask('GetSecretValue', { SecretName: name, ...which });
    const data = answer['SecretData'];
    const type = answer['SecretDataType'] === 'binary' ? 'binary' : 'text';
    return typeof data === 'string' ? { type, data } : null;
  };
}

const STAGES = [
  ['CURRENT', 'ACSCurrent'],
  ['PREVIOUS', 'ACSPrevious'],
] as const;

async function keysOf(path: string, ask: Ask, secrets: readonly SecretDraft[]): Promise<KeyDraft[]> {
  const ids = [...new Set(secrets.flatMap(({ key }) => key?.id ?? []))];
  if (ids.length === 0) return [];
  const aliases = await pages(ask, 'ListAliases', {}, ['Aliases', 'Alias']);
  const drafts: KeyDraft[] = [];
  for (const id of ids) {
    const key = objectOf((await ask('DescribeKey', { KeyId: id }))['KeyMetadata']);
    const own = aliases.filter(({ KeyId }) => KeyId === id).flatMap(({ AliasName }) => textOf(AliasName) ?? []);
    drafts.push(keyDraft(path, id, key, own));
  }
  return drafts;
}

function keyDraft(path: string, id: string, key: JsonObject, aliases: readonly string[]): KeyDraft {
  const rotates = key['AutomaticRotation'] === 'Enabled';
  return withoutAbsent<KeyDraft>({
    file: path,
    dialect: 'aliyun',
    id,
    aliases: aliases.map((alias) => alias.replace(/^alias\//, '')),
    spec: textOf(key['KeySpec']),
    isImported: key['Origin'] === 'EXTERNAL',
    rotationDays: rotates ? daysOf(key['RotationInterval']) : null,
    pendingDays: undefined,
    instance: textOf(key['DKMSInstanceId']),
    versions: undefined,
    hasMaterial: undefined,
    hasCiphertexts: undefined,
    isDefault: undefined,
  });
}
