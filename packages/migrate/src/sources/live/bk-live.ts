import { isCredentialType } from '@dragoman/core';
import { ConfigError } from '@dragoman/input';

import type { BkClient } from '../../clients/bk.ts';
import type { Caller } from '../../clients/caller.ts';
import { objectOf, type SecretDraft, type Source, textOf } from '../draft.ts';

/** How JOB is read. */
export interface BkLive {
  readonly path: string;
  /** It may make no call but those that read. */
  readonly client: BkClient;
  readonly caller: Caller;
  /** Of credentials: JOB's open API lists none. */
  readonly ids: readonly string[];
}

/** Credentials by their ids, as JOB's open API describes them; it gives no value. */
export function bkLive({ path, client, caller, ids }: BkLive): Source {
  return {
    path,
    drafts: async () => {
      if (ids.length === 0)
        throw new ConfigError(`${path}: JOB lists no credentials to its clients: give the list of its console too`);
      const secrets: SecretDraft[] = [];
      for (const id of ids) {
        const operation = 'get_credential_detail';
        const answer = await caller.read(operation, () => client.call({ operation, method: 'GET', params: { id } }));
        secrets.push(credentialDraft(path, `${client.scope.type}/${client.scope.id}`, objectOf(answer.body['data'])));
      }
      return { secrets, keys: [] };
    },
  };
}

function credentialDraft(path: string, address: string, data: Readonly<Record<string, unknown>>): SecretDraft {
  const { type } = data;
  const [id, name] = [textOf(data['id']), textOf(data['name'])];
  if (name === undefined || !isCredentialType(type)) throw new ConfigError(`${path}: JOB answered no credential`);
  return {
    file: path,
    dialect: 'bk',
    address,
    name,
    ...(id === undefined ? {} : { id }),
    kind: `credential:${type}`,
    description: textOf(data['description']) ?? null,
    versions: [{ id: 'v1', labels: ['CURRENT'], isOutOfReach: true }],
    hasAllVersions: true,
  };
}
