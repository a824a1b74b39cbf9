import type { SecretValue } from '@dragoman/core';

import type { AliyunClient } from '../clients/aliyun.ts';
import type { CloudAnswer } from '../clients/call-options.ts';
import type { Caller } from '../clients/caller.ts';
import { CloudError } from '../clients/cloud-error.ts';
import type { TargetSecret } from '../planner/plan-secret.ts';
import { neutralLabels, objectOf, objectsOf, textOf } from '../sources/draft.ts';
import { ConflictError, type FoundSecret, NOTHING_TAKEN, type Taken, type Target, type TargetStep } from './target.ts';

type Params = Readonly<Record<string, string>>;
type Call = (action: string, params: Params) => Promise<CloudAnswer>;

const NOT_FOUND = 'Forbidden.ResourceNotFound';
const IN_DELETE_WINDOW = 'Rejected.ResourceInDeleteWindow';
const PAGE_SIZE = 50;
const NAMES_PAGE_SIZE = 100;
/** Days until a secret is gone that is not deleted at once; the shortest that is taken. */
const WINDOW_DAYS = 7;

/** KMS as a target. */
export function aliyunTarget(client: AliyunClient, caller: Caller): Target {
  const read: Call = (action, params) => caller.read(action, () => client.call(action, params));
  const write: Call = (action, params) => caller.write(action, () => client.call(action, params));
  return {
    dialect: 'aliyun',
    currentLabel: 'ACSCurrent',
    hasReadableValues: true,
    listNames: () => listNames(read),
    take: async (secret, step) => {
      const { requestId } = await takeStep(write, secret, step);
      return { ...NOTHING_TAKEN, requestId, version: 'value' in step ? step.versionId : null };
    },
    findTaken: (secret, step) => findTaken(read, secret.name, step),
    show: (name) => show(read, name),
    valueOf: (name, id) => readValue(read, name, id),
    async moveLabel(name, label, { from, to }) {
      const where: Params = to === null ? { RemoveFromVersion: from } : { MoveToVersion: to };
      await write('UpdateSecretVersionStage', { SecretName: name, VersionStage: label, ...where });
    },
    async remove(name, isNow) {
      const how: Params = isNow
        ? { ForceDeleteWithoutRecovery: 'true' }
        : { ForceDeleteWithoutRecovery: 'false', RecoveryWindowInDays: String(WINDOW_DAYS) };
      await write('DeleteSecret', { SecretName: name, ...how });
      return isNow ? 'deleted' : 'scheduled';
    },
    close: () => {
      client.close();
    },
  };
}

function takeStep(write: Call, secret: TargetSecret, step: TargetStep): Promise<CloudAnswer> {
  const SecretName = secret.name;
  switch (step.kind) {
    case 'create':
      return write('CreateSecret', { SecretName, ...valueParams(step), ...creationParams(secret) });
    case 'add':
      return write('PutSecretValue', { SecretName, ...valueParams(step) });
    case 'label':
      return write('UpdateSecretVersionStage', { SecretName, VersionStage: step.label, MoveToVersion: step.versionId });
    case 'tag':
      return write('TagResources', { ResourceType: 'secret', 'ResourceId.1': SecretName, ...tagParams(secret.tags) });
    case 'schedule-deletion':
      return write('DeleteSecret', { SecretName, RecoveryWindowInDays: String(step.days) });
  }
}

function valueParams({ versionId, value }: { readonly versionId: string; readonly value: SecretValue }): Params {
  return { VersionId: versionId, SecretData: value.data, SecretDataType: value.type };
}

function creationParams({ description, keyId, tags }: TargetSecret): Params {
  const list = Object.entries(tags).map(([TagKey, TagValue]) => ({ TagKey, TagValue }));
  return {
    ...(description === null ? {} : { Description: description }),
    ...(keyId === null ? {} : { EncryptionKeyId: keyId }),
    ...(list.length === 0 ? {} : { Tags: JSON.stringify(list) }),
  };
}

function tagParams(tags: Params): Params {
  return Object.fromEntries(
    Object.entries(tags).flatMap(([key, value], at) => [
      [`Tag.${at + 1}.Key`, key],
      [`Tag.${at + 1}.Value`, value],
    ]),
  );
}

/** The caller numbers versions, so that one with the id and the value of a step is its own. */
async function findTaken(read: Call, name: string, step: TargetStep): Promise<Taken | null> {
  switch (step.kind) {
    case 'create':
    case 'add': {
      const { versionId, value } = step;
      const found = await readValue(read, name, versionId);
      if (found === null) {
        if (step.kind === 'create' && (await describe(read, name)) !== null)
          throw new ConflictError(name, 'other versions');
        return null;
      }
      if (found.type !== value.type || found.data !== value.data) throw new ConflictError(name, `version ${versionId}`);
      return { ...NOTHING_TAKEN, version: versionId };
    }
    case 'schedule-deletion':
      return (await describe(read, name))?.['PlannedDeleteTime'] === undefined ? null : NOTHING_TAKEN;
    default:
      return null;
  }
}

async function show(read: Call, name: string): Promise<FoundSecret | null> {
  const secret = await describe(read, name);
  if (secret === null) return null;
  const tags = objectsOf(objectOf(secret['Tags'])['Tag']).map(({ TagKey, TagValue }) => [
    textOf(TagKey) ?? '',
    textOf(TagValue) ?? '',
  ]);
  return {
    description: textOf(secret['Description']) ?? '',
    tags: Object.fromEntries(tags) as Record<string, string>,
    keyId: textOf(secret['EncryptionKeyId']) ?? null,
    isPendingDelete: secret['PlannedDeleteTime'] !== undefined,
    versions: await listVersions(read, name),
    credentialType: null,
  };
}

async function listNames(read: Call): Promise<ReadonlySet<string>> {
  const names = new Set<string>();
  for (let page = 1; ; page += 1) {
    const { body } = await read('ListSecrets', { PageNumber: String(page), PageSize: String(NAMES_PAGE_SIZE) });
    const listed = objectsOf(objectOf(body['SecretList'])['Secret']);
    for (const { SecretName } of listed) names.add(textOf(SecretName) ?? '');
    if (listed.length < NAMES_PAGE_SIZE) return names;
  }
}

async function describe(read: Call, name: string): Promise<CloudAnswer['body'] | null> {
  return (await orNull(read('DescribeSecret', { SecretName: name, FetchTags: 'true' })))?.body ?? null;
}

async function listVersions(read: Call, name: string): Promise<FoundSecret['versions']> {
  const versions: FoundSecret['versions'][number][] = [];
  for (let page = 1; ; page += 1) {
    const paging = { PageNumber: String(page), PageSize: String(PAGE_SIZE) };
    const { body } = await read('ListSecretVersionIds', { SecretName: name, IncludeDeprecated: 'true', ...paging });
    const listed = objectsOf(objectOf(body['VersionIds'])['VersionId']).map((given) => ({
      id: textOf(given['VersionId']) ?? '',
      labels: neutralLabels('aliyun', objectOf(given['VersionStages'])['VersionStage']),
    }));
    versions.push(...listed);
    if (listed.length < PAGE_SIZE) return versions;
  }
}

async function readValue(read: Call, name: string, id: string): Promise<SecretValue | null> {
  const answer = await orNull(read('GetSecretValue', { SecretName: name, VersionId: id }));
  if (answer === null) return null;
  const { SecretData: data, SecretDataType: type } = answer.body;
  return { type: type === 'binary' ? 'binary' : 'text', data: typeof data === 'string' ? data : '' };
}

/** A secret that waits for its deletion keeps its values to itself. */
async function orNull(answer: Promise<CloudAnswer>): Promise<CloudAnswer | null> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof CloudError && (error.code === NOT_FOUND || error.code === IN_DELETE_WINDOW)) return null;
    throw error;
  }
}
