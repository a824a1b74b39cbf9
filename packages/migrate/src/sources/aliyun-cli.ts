import { ConfigError } from '@dragoman/input';

import type { SecretKind } from '../model/inventory.ts';
import { addressOfArn, hasCustomData } from './aliyun-facts.ts';
import {
  documentValue,
  type JsonObject,
  neutralLabels,
  objectOf,
  objectsOf,
  type SecretDraft,
  textOf,
  timeOf,
  type VersionDraft,
  withoutAbsent,
} from './draft.ts';

/** Whether the document is an answer of KMS, as the CLI of Alibaba Cloud prints it. */
export function isAliyunAnswer(document: JsonObject): boolean {
  return ['SecretList', 'VersionIds', 'SecretData'].some((key) => key in document) || isDescription(document);
}

function isDescription(document: JsonObject): boolean {
  return 'Arn' in document && 'SecretType' in document;
}

/** Answers of ListSecrets, DescribeSecret, ListSecretVersionIds and GetSecretValue. */
export function aliyunDrafts(file: string, documents: readonly JsonObject[]): SecretDraft[] {
  return documents.flatMap((document) => {
    if ('SecretList' in document)
      return objectsOf(objectOf(document['SecretList'])['Secret']).map((given) => secretDraft(file, given));
    if ('VersionIds' in document) return [versionsDraft(file, document)];
    return [isDescription(document) ? describedDraft(file, document) : valueDraft(file, document)];
  });
}

function secretDraft(file: string, given: JsonObject): SecretDraft {
  const deletionAt = timeOf(given['PlannedDeleteTime']);
  return withoutAbsent<SecretDraft>({
    ...named(file, given),
    kind: kindOf(given['SecretType']),
    state: deletionAt === undefined ? 'enabled' : 'pending-delete',
    deletionAt,
    updatedAt: timeOf(given['UpdateTime']),
    tags: 'Tags' in given ? tagsOf(given['Tags']) : undefined,
    id: undefined,
    description: undefined,
    key: undefined,
    isRotating: undefined,
    details: undefined,
    versions: undefined,
    hasAllVersions: undefined,
  });
}

function describedDraft(file: string, given: JsonObject): SecretDraft {
  const keyId = textOf(given['EncryptionKeyId']);
  return {
    ...secretDraft(file, given),
    description: textOf(given['Description']) ?? null,
    ...(keyId === undefined ? {} : { key: { id: keyId, alias: null } }),
    isRotating: given['AutomaticRotation'] === 'Enabled',
    details: {
      instance: textOf(given['DKMSInstanceId']) ?? null,
      customData: hasCustomData(given['ExtendedConfig']),
    },
  };
}

function versionsDraft(file: string, document: JsonObject): SecretDraft {
  const versions = objectsOf(objectOf(document['VersionIds'])['VersionId']).map((given) =>
    versionDraft(file, given, {}),
  );
  return { ...named(file, document), versions, hasAllVersions: true };
}

function valueDraft(file: string, document: JsonObject): SecretDraft {
  const type = document['SecretDataType'] === 'binary' ? 'binary' : 'text';
  return {
    ...named(file, document),
    versions: [versionDraft(file, document, { type, ...documentValue(document['SecretData'], type) })],
  };
}

function versionDraft(file: string, given: JsonObject, parts: Partial<VersionDraft>): VersionDraft {
  const id = textOf(given['VersionId']);
  if (id === undefined) throw new ConfigError(`${file}: a version without a VersionId`);
  const createdAt = timeOf(given['CreateTime']);
  return {
    id,
    labels: neutralLabels('aliyun', objectOf(given['VersionStages'])['VersionStage']),
    ...(createdAt === undefined ? {} : { createdAt }),
    ...parts,
  };
}

function named(file: string, given: JsonObject): Pick<SecretDraft, 'file' | 'dialect' | 'address' | 'name'> {
  const name = textOf(given['SecretName']);
  if (name === undefined) throw new ConfigError(`${file}: an answer without a SecretName`);
  return { file, dialect: 'aliyun', address: addressOfArn(textOf(given['Arn'])), name };
}

function kindOf(type: unknown): SecretKind {
  const text = textOf(type);
  return text === undefined || text === 'Generic' ? 'generic' : `managed:${text}`;
}

function tagsOf(tags: unknown): Record<string, string> {
  const entries = objectsOf(objectOf(tags)['Tag']).map((tag) => [
    textOf(tag['TagKey']) ?? '',
    textOf(tag['TagValue']) ?? '',
  ]);
  return Object.fromEntries(entries) as Record<string, string>;
}
