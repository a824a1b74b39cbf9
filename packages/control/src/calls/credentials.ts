import { type Credential, credentialFromText, type Secret } from '@dragoman/core';
import type { Environment } from '@dragoman/environment';
import { ControlError, invalidInput, strictObject } from '@dragoman/input';
import { verbatim } from '@dragoman/messages';
import { credentialText, SeedError } from '@dragoman/seeds';
import { type Static, Type } from '@sinclair/typebox';

import { controlCall } from '../call.ts';
import { secretNow, vaultForWriting, vaultHolding } from '../secrets/find.ts';
import { listSecrets } from '../secrets/list.ts';
import { detailOf, summaryOf } from '../secrets/render.ts';
import { givenSlots, InVault, Name, orNull, SecretDetail, SecretSummary, whichVersion } from '../secrets/schemas.ts';
import { putSecret } from '../secrets/write.ts';
import { change, deletion, remove, reveal, secretQuery } from './secrets.ts';

const CredentialKind = Type.Union(
  [
    Type.Literal('APP_ID_SECRET_KEY'),
    Type.Literal('PASSWORD'),
    Type.Literal('USERNAME_PASSWORD'),
    Type.Literal('SECRET_KEY'),
  ],
  { description: 'which parts it has' },
);

const KindOrNull = orNull(CredentialKind, 'null where the key that seals it is not usable');

const Parts = strictObject({
  access_key: Type.Optional(Type.String()),
  secret_key: Type.Optional(Type.String()),
  username: Type.Optional(Type.String()),
  password: Type.Optional(Type.String()),
});

/** Secrets as credentials: every secret is one, as BlueKing shows it. */
export const credentialCalls = {
  'credentials.list': controlCall({
    method: 'GET',
    path: '/credentials',
    scope: 'environment',
    summary: 'Lists the secrets of all vaults as credentials, with the type of each',
    query: secretQuery,
    answer: strictObject({
      credentials: Type.Array(strictObject({ ...SecretSummary.properties, type: KindOrNull })),
      next: Type.Union([Type.String(), Type.Null()], { description: 'the `after` of the next page; null on the last' }),
    }),
    async run({ environment }, { vault, name, after, limit = 100 }) {
      const { secrets, next } = await listSecrets(environment, { vault, name, after, limit });
      const credentials = await Promise.all(
        secrets.map(async (secret) => ({ ...summaryOf(secret), type: await kindOf(environment, secret) })),
      );
      return { credentials, next };
    },
  }),
  'credentials.get': controlCall({
    method: 'GET',
    path: '/credentials/{name}',
    scope: 'environment',
    summary: 'Shows a credential: its type, versions and labels, without its values',
    params: strictObject({ name: Name }),
    query: strictObject({ vault: InVault }),
    answer: strictObject({ ...SecretDetail.properties, type: KindOrNull }),
    async run({ environment }, { name, vault }) {
      const secret = await secretNow(environment, await vaultHolding(environment, name, vault), name);
      return { ...detailOf(secret), type: await kindOf(environment, secret) };
    },
  }),
  'credentials.reveal': controlCall({
    method: 'POST',
    path: '/credentials/{name}/reveal',
    scope: 'environment',
    summary: 'Answers the parts of a credential: of the current version, or of one by its id or label',
    params: strictObject({ name: Name }),
    body: strictObject({ vault: InVault, ...whichVersion }),
    answer: strictObject({
      vault: Type.String(),
      name: Type.String(),
      version: Type.String(),
      type: CredentialKind,
      parts: Parts,
    }),
    async run({ environment }, { name, vault: given, ...which }) {
      const vault = await vaultHolding(environment, name, given);
      const { version, value } = await reveal(environment, { vault, name }, which);
      const credential = credentialFromText(value.data);
      return { vault, name, version, type: credential.type, parts: partsOf(credential) };
    },
  }),
  'credentials.put': controlCall({
    method: 'PUT',
    path: '/credentials/{name}',
    scope: 'environment',
    summary: 'Gives a credential new values, or makes it where there is none',
    params: strictObject({ name: Name }),
    body: strictObject({
      vault: InVault,
      type: Type.Optional(CredentialKind),
      ...givenSlots,
      description: Type.Optional(Type.String({ maxLength: 8_192, description: 'of a new credential' })),
    }),
    answer: strictObject({ created: Type.Boolean({ description: 'whether it is new' }), secret: SecretDetail }),
    async run({ environment }, { name, vault: given, description = null, ...parts }) {
      const value = { type: 'text', data: textOf(parts) } as const;
      const vault = await vaultForWriting(environment, name, given);
      const put = { vault, name, value, version: null, labels: null, description };
      const created = await change(environment, () => putSecret(environment, put));
      return { created, secret: detailOf(await secretNow(environment, vault, name)) };
    },
  }),
  'credentials.delete': controlCall({
    method: 'DELETE',
    path: '/credentials/{name}',
    scope: 'environment',
    summary: 'Deletes a credential with all its versions, at once or in some days',
    params: strictObject({ name: Name }),
    ...deletion,
    run: async ({ environment }, { name, vault, days }) => remove(environment, name, vault, days),
  }),
};

async function kindOf(environment: Environment, { vault, name }: Secret): Promise<Credential['type'] | null> {
  try {
    return credentialFromText((await reveal(environment, { vault, name }, {})).value.data).type;
  } catch (error) {
    if (error instanceof ControlError) return null;
    throw error;
  }
}

function partsOf({ slots: { accessKey, secretKey, username, password } }: Credential): Static<typeof Parts> {
  return {
    ...(accessKey !== undefined && { access_key: accessKey }),
    ...(secretKey !== undefined && { secret_key: secretKey }),
    ...(username !== undefined && { username }),
    ...(password !== undefined && { password }),
  };
}

/** The parts as the text that is kept. @throws ControlError where they make no type */
function textOf(parts: Parameters<typeof credentialText>[0]): string {
  try {
    return credentialText(parts, { locationOf: () => '' }, []);
  } catch (error) {
    if (!(error instanceof SeedError)) throw error;
    throw invalidInput(verbatim(error.message.replace(/^the document/, 'the credential')), { field: error.field });
  }
}
