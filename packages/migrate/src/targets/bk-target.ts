import { credentialFromText, type CredentialSlots, type CredentialType, type SecretValue } from '@dragoman/core';

import type { BkClient } from '../clients/bk.ts';
import type { Body } from '../clients/call-options.ts';
import type { Caller } from '../clients/caller.ts';
import { CloudError } from '../clients/cloud-error.ts';
import type { TargetSecret } from '../planner/plan-secret.ts';
import { objectOf, textOf } from '../sources/draft.ts';
import { traitsOf } from '../values/value-traits.ts';
import { type FoundSecret, NOTHING_TAKEN, type Target, UnknownOutcomeError } from './target.ts';

/** What is known of JOB beside what it answers. */
export interface BkTargetParts {
  /** Whether text with the keys of a credential becomes its slots. */
  readonly shape: 'typed' | 'whole';
  /** Gives the ids of its credentials by name, as its console lists them; `null` where nothing does. */
  readonly list: (() => Promise<ReadonlyMap<string, string>>) | null;
}

/** No credential of the scope has the id. */
const UNKNOWN_CREDENTIAL = '1243048';
const FIELD_OF_SLOT = {
  accessKey: 'credential_access_key',
  secretKey: 'credential_secret_key',
  username: 'credential_username',
  password: 'credential_password',
} as const satisfies Record<keyof CredentialSlots, string>;

/** JOB as a target: it makes credentials, tells nothing of their values, and deletes none. */
export function bkTarget(client: BkClient, caller: Caller, parts: BkTargetParts): Target {
  return {
    dialect: 'bk',
    currentLabel: '',
    hasReadableValues: false,
    async listNames() {
      // No call lists credentials; that an id is unknown is an answer to these keys all the same.
      const call = { operation: 'get_credential_detail', method: 'GET', params: { id: '0' } } as const;
      await orNull(caller.read(call.operation, () => client.call(call)));
      return parts.list === null ? null : new Set((await parts.list()).keys());
    },
    async take(secret, step) {
      if (!('value' in step)) return NOTHING_TAKEN;
      const params = creationParams(secret, step.value, parts.shape);
      const call = { operation: 'create_credential', method: 'POST', params } as const;
      const { body, requestId } = await caller.write(call.operation, () => client.call(call));
      return { requestId, version: null, id: textOf(objectOf(body['data'])['id']) ?? null };
    },
    async findTaken({ name }) {
      if (parts.list === null)
        throw new UnknownOutcomeError(
          `nobody knows whether JOB made ${JSON.stringify(name)}: give the list of its console with --job-list`,
        );
      const id = (await parts.list()).get(name);
      return id === undefined ? null : { ...NOTHING_TAKEN, id };
    },
    show: async (name, id) => show(client, caller, { name, id: id ?? (await parts.list?.())?.get(name) ?? null }),
    valueOf: () => Promise.resolve(null),
    moveLabel: () => Promise.resolve(),
    remove: () => Promise.resolve('remains'),
    close: () => {
      client.close();
    },
  };
}

/** The type that documents spell `APP_ID_SECRET_KEY`, whatever else they call it. */
function creationParams({ name, description }: TargetSecret, value: SecretValue, shape: BkTargetParts['shape']): Body {
  const { type, slots } = credentialOf(value, shape);
  const fields = (Object.entries(slots) as [keyof CredentialSlots, string][]).map(([slot, text]) => [
    FIELD_OF_SLOT[slot],
    text,
  ]);
  return {
    name,
    type,
    ...(description === null ? {} : { description }),
    ...(Object.fromEntries(fields) as Record<string, string>),
  };
}

/** A value as it is filled into slots; one that has no form of a credential is a secret key as a whole. */
function credentialOf(
  { type, data }: SecretValue,
  shape: BkTargetParts['shape'],
): { readonly type: CredentialType; readonly slots: CredentialSlots } {
  const isTyped = shape === 'typed' && type === 'text' && traitsOf(data, type).typed !== null;
  return isTyped ? credentialFromText(data) : { type: 'SECRET_KEY', slots: { secretKey: data } };
}

async function show(
  client: BkClient,
  caller: Caller,
  { name, id }: { readonly name: string; readonly id: string | null },
): Promise<FoundSecret | null> {
  if (id === null) return null;
  const call = { operation: 'get_credential_detail', method: 'GET', params: { id } } as const;
  const answer = await orNull(caller.read(call.operation, () => client.call(call)));
  const detail = objectOf(answer?.body['data']);
  if (answer === null || detail['name'] !== name) return null;
  return {
    description: textOf(detail['description']) ?? '',
    tags: {},
    keyId: null,
    isPendingDelete: false,
    versions: [{ id: 'v1', labels: ['CURRENT'] }],
    credentialType: textOf(detail['type']) ?? null,
  };
}

async function orNull<Answer>(answer: Promise<Answer>): Promise<Answer | null> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof CloudError && error.code === UNKNOWN_CREDENTIAL) return null;
    throw error;
  }
}
