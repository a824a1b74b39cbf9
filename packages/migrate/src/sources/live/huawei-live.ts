import type { SecretValue } from '@dragoman/core';

import type { Caller } from '../../clients/caller.ts';
import type { HuaweiCall, HuaweiClient } from '../../clients/huawei.ts';
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
import { huaweiDrafts } from '../huawei-cli.ts';
import { huaweiVersionValue } from '../huawei-facts.ts';
import { withReaders } from './with-readers.ts';

/** How Huawei Cloud is read. */
export interface HuaweiLive {
  readonly path: string;
  /** Of CSMS, and of KMS, which has a host of its own. Both may make no call but those that read. */
  readonly csms: HuaweiClient;
  readonly kms: HuaweiClient;
  readonly caller: Caller;
}

type Ask = (call: HuaweiCall) => Promise<JsonObject>;

const PAGE_SIZE = '100';

/** The secrets and keys of a project, as CSMS and KMS answer them. */
export function huaweiLive({ path, csms, kms, caller }: HuaweiLive): Source {
  const askOf =
    (client: HuaweiClient): Ask =>
    async (call) =>
      (await caller.read(call.operation, () => client.call(call))).body;
  return {
    path,
    drafts: async () => {
      const secrets = await secretsOf(path, askOf(csms));
      const address = csms.project;
      const reader = valueReader(askOf(csms));
      return {
        secrets: secrets.map((secret) => ({ ...withReaders(secret, reader), address })),
        keys: await keysOf(path, askOf(kms)),
      };
    },
  };
}

async function secretsOf(path: string, ask: Ask): Promise<SecretDraft[]> {
  const list = await pages(ask, { operation: 'ListSecrets', method: 'GET', path: ['secrets'] }, 'secrets');
  const documents: JsonObject[] = [];
  for (const secret of list) {
    const [id, name] = [textOf(secret['id']) ?? '', textOf(secret['name']) ?? ''];
    const tags = await ask({ operation: 'ListSecretTags', method: 'GET', path: ['csms', id, 'tags'] });
    const versions = await pages(
      ask,
      { operation: 'ListSecretVersions', method: 'GET', path: ['secrets', name, 'versions'] },
      'version_metadatas',
    );
    documents.push({ secret }, { tags: tags['tags'] ?? [] }, { version_metadatas: versions.map(namedFor(name)) });
  }
  return huaweiDrafts(path, documents);
}

function namedFor(name: string): (version: JsonObject) => JsonObject {
  return (version) => ({ ...version, secret_name: name });
}

/** Every page of a list. */
async function pages(ask: Ask, call: HuaweiCall, member: string): Promise<JsonObject[]> {
  const all: JsonObject[] = [];
  let marker: string | undefined;
  do {
    const answer = await ask({ ...call, query: { limit: PAGE_SIZE, ...(marker === undefined ? {} : { marker }) } });
    all.push(...objectsOf(answer[member]));
    marker = textOf(objectOf(answer['page_info'])['next_marker']);
  } while (marker !== undefined);
  return all;
}

/** By its id: `latest` would be another version tomorrow. */
function valueReader(ask: Ask): (secret: SecretDraft, version: string) => Promise<SecretValue | null> {
  return async ({ name }, version) => {
    const call = {
      operation: 'ShowSecretVersion',
      method: 'GET',
      path: ['secrets', name, 'versions', version],
    } as const;
    const { read } = huaweiVersionValue(objectOf((await ask(call))['version']), version);
    return read === undefined ? null : read();
  };
}

/** Keys by pages of a number, as KMS has them. */
async function keysOf(path: string, ask: Ask): Promise<KeyDraft[]> {
  const drafts: KeyDraft[] = [];
  let marker: string | undefined;
  do {
    const body = { limit: PAGE_SIZE, key_spec: 'ALL', ...(marker === undefined ? {} : { marker }) };
    const answer = await ask(kmsCall('ListKeys', 'list-keys', body));
    for (const key of objectsOf(answer['key_details'])) drafts.push(await keyDraft(path, ask, key));
    marker = answer['truncated'] === 'true' ? textOf(answer['next_marker']) : undefined;
  } while (marker !== undefined);
  return drafts;
}

function kmsCall(operation: string, name: string, body: JsonObject): HuaweiCall {
  return { operation, method: 'POST', version: 'v1.0', path: ['kms', name], body };
}

async function keyDraft(path: string, ask: Ask, key: JsonObject): Promise<KeyDraft> {
  const id = textOf(key['key_id']) ?? '';
  // A key that nobody named bears its id as a name.
  const name = key['key_alias'] === id ? undefined : textOf(key['key_alias']);
  const further = await ask({
    operation: 'ListAliases',
    method: 'GET',
    version: 'v1.0',
    path: ['kms', 'aliases'],
    query: { key_id: id },
  });
  const aliases = objectsOf(further['aliases']).flatMap(({ alias }) => textOf(alias) ?? []);
  return withoutAbsent<KeyDraft>({
    file: path,
    dialect: 'huawei',
    id,
    aliases: [...(name === undefined ? [] : [name]), ...aliases.map((alias) => alias.replace(/^alias\//, ''))],
    spec: textOf(key['key_spec']),
    isImported: key['origin'] === 'external',
    isDefault: key['default_key_flag'] === '1',
    // Neither call of those that read tells how often it rotates.
    rotationDays: undefined,
    pendingDays: undefined,
    instance: undefined,
    versions: undefined,
    hasMaterial: undefined,
    hasCiphertexts: undefined,
  });
}
