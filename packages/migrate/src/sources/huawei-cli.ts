import { ConfigError } from '@dragoman/input';

import { type JsonObject, objectOf, objectsOf, type SecretDraft, textOf } from './draft.ts';
import { huaweiSecret, huaweiVersion, huaweiVersionValue } from './huawei-facts.ts';

const KINDS = ['secrets', 'secret', 'version_metadatas', 'version', 'tags'];

/** Whether the document is an answer of CSMS, as KooCLI prints it. */
export function isHuaweiAnswer(document: JsonObject): boolean {
  return KINDS.some((kind) => kind in document);
}

/** Answers of ListSecrets, ShowSecret, ListSecretVersions, ShowSecretVersion and ListSecretTags. */
export function huaweiDrafts(file: string, documents: readonly JsonObject[]): SecretDraft[] {
  const drafts: SecretDraft[] = [];
  for (const document of documents) drafts.push(...draftsOf(file, document, drafts));
  return drafts;
}

function draftsOf(file: string, document: JsonObject, before: readonly SecretDraft[]): SecretDraft[] {
  if (Array.isArray(document['secrets']))
    return objectsOf(document['secrets']).map((given) => secretDraft(file, given));
  if ('secret' in document) return [secretDraft(file, objectOf(document['secret']))];
  if (Array.isArray(document['version_metadatas']))
    return versionsDraft(file, objectsOf(document['version_metadatas']));
  if ('version' in document) return [valueDraft(file, objectOf(document['version']))];
  return [tagsDraft(file, objectsOf(document['tags']), before)];
}

function secretDraft(file: string, given: JsonObject): SecretDraft {
  return huaweiSecret(file, given, required(file, given['name'], 'a secret without a name'));
}

function versionsDraft(file: string, given: readonly JsonObject[]): SecretDraft[] {
  const [first] = given;
  if (first === undefined) return [];
  return [
    {
      ...unnamed(file),
      name: required(file, first['secret_name'], 'versions without a secret_name'),
      versions: given.map((version) =>
        huaweiVersion(version, required(file, version['id'], 'a version without an id')),
      ),
      hasAllVersions: true,
    },
  ];
}

function valueDraft(file: string, given: JsonObject): SecretDraft {
  const metadata = objectOf(given['version_metadata']);
  return {
    ...unnamed(file),
    name: required(file, metadata['secret_name'], 'a version without a secret_name'),
    versions: [huaweiVersionValue(given, required(file, metadata['id'], 'a version without an id'))],
  };
}

/** An answer of ListSecretTags does not say whose tags they are: those of the secret before it. */
function tagsDraft(file: string, given: readonly JsonObject[], before: readonly SecretDraft[]): SecretDraft {
  const owner = before.at(-1);
  if (owner === undefined)
    throw new ConfigError(`${file}: an answer of ListSecretTags does not say whose tags: put ShowSecret's before it`);
  const tags = given.map(({ key, value }) => [textOf(key) ?? '', textOf(value) ?? '']);
  return { ...unnamed(file), name: owner.name, tags: Object.fromEntries(tags) as Record<string, string> };
}

function unnamed(file: string): Omit<SecretDraft, 'name'> {
  return { file, dialect: 'huawei', address: '' };
}

function required(file: string, value: unknown, problem: string): string {
  const text = textOf(value);
  if (text === undefined) throw new ConfigError(`${file}: ${problem}`);
  return text;
}
