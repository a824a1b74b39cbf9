import { isCredentialType } from '@dragoman/core';
import { ConfigError } from '@dragoman/input';

import { type JsonObject, objectOf, objectsOf, type SecretDraft, textOf, timeOf, withoutAbsent } from './draft.ts';

/** Whether the document is the list of credentials that JOB's console reads. */
export function isJobList(document: JsonObject): boolean {
  const credentials = objectOf(document['data'])['data'];
  return Array.isArray(credentials) && credentials.every((credential) => 'value1' in objectOf(credential));
}

/** The list of credentials of JOB's console. It has the user names; passwords and keys are masked in it. */
export function jobDrafts(file: string, document: JsonObject): SecretDraft[] {
  return objectsOf(objectOf(document['data'])['data']).map((given) => {
    const { id, type } = given;
    const name = textOf(given['name']);
    if (name === undefined) throw new ConfigError(`${file}: a credential without a name`);
    if (!isCredentialType(type)) throw new ConfigError(`${file}: ${JSON.stringify(name)} has a type that JOB has not`);
    return withoutAbsent<SecretDraft>({
      file,
      dialect: 'bk',
      address: '',
      name,
      id: textOf(id),
      kind: `credential:${type}`,
      description: textOf(given['description']) ?? null,
      updatedAt: timeOf(given['lastModifyTime']),
      versions: [{ id: 'v1', labels: ['CURRENT'], isOutOfReach: true }],
      hasAllVersions: true,
      state: undefined,
      deletionAt: undefined,
      key: undefined,
      tags: undefined,
      isRotating: undefined,
      details: undefined,
    });
  });
}
