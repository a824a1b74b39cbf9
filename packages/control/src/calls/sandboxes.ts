import { type Sandbox, TooManySandboxesError } from '@dragoman/environment';
import { ControlError, notFound, strictObject } from '@dragoman/input';
import type { HandedOutValue } from '@dragoman/protocol-kit';
import { identitySchema, seedSchema } from '@dragoman/seeds';
import { type Static, Type } from '@sinclair/typebox';

import { controlCall } from '../call.ts';
import { createIdentities } from '../identities/create-identities.ts';
import { WARNINGS } from '../seeds/apply-document.ts';
import { DoorCredentials } from '../identities/door-credentials.ts';
import { MESSAGES } from '../messages.ts';

/** How long a sandbox is there by default, and at most: a suite that broke off leaves one behind. */
const LIFE_SECONDS = { default: 3_600, maximum: 86_400 };

const SandboxInfo = strictObject({
  id: Type.String(),
  label: Type.Union([Type.String(), Type.Null()]),
  expires_at: Type.String({ format: 'date-time', description: "by the machine's clock" }),
});

const HandedOut = strictObject({
  door: Type.String(),
  operation: Type.String(),
  request_id: Type.String(),
  field: Type.String({ description: 'of the answer' }),
  type: Type.Union([Type.Literal('text'), Type.Literal('binary')]),
  value: Type.String({ description: 'binary in Base64' }),
});

const Visibility = Type.Optional(Type.Union([Type.Literal('as-stored'), Type.Literal('as-the-cloud')]));

const NewSandbox = strictObject({
  ...SandboxInfo.properties,
  credentials: DoorCredentials,
  identities: Type.Optional(
    Type.Record(Type.String(), DoorCredentials, {
      description: 'the same of each of the identities that it was created with, by its id; told once',
    }),
  ),
  warnings: Type.Optional(Type.Array(Type.String(), { description: `${WARNINGS}; told once, where there are some` })),
});

function infoOf({ id, label, expiresAt }: Sandbox): Static<typeof SandboxInfo> {
  return { id, label, expires_at: new Date(expiresAt).toISOString() };
}

function handedOutOf({ value, requestId, ...from }: HandedOutValue): Static<typeof HandedOut> {
  const written =
    typeof value === 'string'
      ? ({ type: 'text', value } as const)
      : ({ type: 'binary', value: Buffer.from(value).toString('base64') } as const);
  return { ...from, request_id: requestId, ...written };
}

/** Isolated environments, for suites that share a gateway and must not see each other. */
export const sandboxCalls = {
  'sandboxes.create': controlCall({
    method: 'POST',
    path: '/sandboxes',
    scope: 'gateway',
    summary: 'Creates a sandbox: a copy of the baseline, with identities of its own for all doors',
    description:
      'Clients get the credentials and call the same addresses; the credential that a request ' +
      'presents selects its sandbox. A sandbox has a clock, faults and a journal of its own, and ' +
      'every call about an environment exists below `/sandboxes/{sandbox}`. Requests without a ' +
      "credential, such as Aliyun's AssumeRoleWithOIDC, stay with the gateway itself.",
    body: strictObject({
      label: Type.Optional(Type.String({ maxLength: 200, description: 'to tell sandboxes apart by' })),
      expires_in_seconds: Type.Optional(
        Type.Integer({
          minimum: 1,
          maximum: LIFE_SECONDS.maximum,
          description: `how long it is there; ${LIFE_SECONDS.default} by default`,
        }),
      ),
      permissions: Type.Optional(
        Type.Union([Type.Literal('off'), Type.Literal('observe'), Type.Literal('enforce')], {
          description: "what the policies of its identities decide; as the gateway's by default",
        }),
      ),
      visibility: Type.Optional(
        strictObject(
          { huawei: Visibility, aliyun: Visibility, bk: Visibility },
          { description: "what its doors show, as doors.<door>.visibility says it; as the gateway's without" },
        ),
      ),
      rotation_hook_url: Type.Optional(
        Type.String({
          pattern: '^https?://.+$',
          description: 'is sent the step `apply` of each rotation once its value is in use, as rotation.webhook_url is',
        }),
      ),
      keeps_handed_out: Type.Optional(
        Type.Boolean({
          description:
            'whether `sandboxes.values` lists the data keys, random passwords and tokens that are handed out',
        }),
      ),
      context: identitySchema.properties.context,
      policies: seedSchema.properties.policies,
      roles: seedSchema.properties.roles,
      identities: seedSchema.properties.identities,
    }),
    answer: NewSandbox,
    status: 201,
    async run(
      { gateway },
      {
        label = null,
        expires_in_seconds: seconds = LIFE_SECONDS.default,
        permissions,
        visibility = {},
        keeps_handed_out: keepsHandedOut,
        rotation_hook_url: rotationHookUrl,
        context,
        ...document
      },
    ) {
      const { sandboxes } = gateway.environments;
      const modes = { permissions, visibility, keepsHandedOut, rotationHookUrl, context };
      const sandbox = await sandboxes.create(label, seconds * 1_000, modes).catch((error: unknown) => {
        throw error instanceof TooManySandboxesError ? new ControlError(409, 'too-many-sandboxes', error.text) : error;
      });
      try {
        const { identities, warnings } = await createIdentities(gateway, sandbox.environment, document);
        const told = {
          ...(document.identities !== undefined && { identities }),
          ...(warnings.length > 0 && { warnings }),
        };
        return { ...infoOf(sandbox), credentials: sandbox.credentials, ...told };
      } catch (error) {
        await sandboxes.remove(sandbox.id);
        throw error;
      }
    },
  }),
  'sandboxes.get': controlCall({
    method: 'GET',
    path: '/sandboxes/{sandbox}',
    scope: 'gateway',
    summary: 'Shows a sandbox, with what its clients are configured with',
    params: strictObject({ sandbox: Type.String() }),
    answer: NewSandbox,
    run({ gateway }, { sandbox: id }) {
      const sandbox = gateway.environments.sandboxes.find(id);
      if (sandbox === null) throw notFound(MESSAGES.unknownSandbox({ sandbox: id }));
      return { ...infoOf(sandbox), credentials: sandbox.credentials };
    },
  }),
  'sandboxes.list': controlCall({
    method: 'GET',
    path: '/sandboxes',
    scope: 'gateway',
    summary: 'Lists the sandboxes that are there',
    answer: strictObject({ sandboxes: Type.Array(SandboxInfo) }),
    run: ({ gateway }) => ({ sandboxes: gateway.environments.sandboxes.list().map(infoOf) }),
  }),
  'sandboxes.values': controlCall({
    method: 'GET',
    path: '/sandboxes/{sandbox}/values',
    scope: 'gateway',
    summary: 'Lists the secret values that answers handed out beside those of secrets',
    description:
      'Data keys, what keys decrypted, random data and passwords, tokens and temporary keys, for searches of what ' +
      'a program prints and writes. Of a sandbox that was created with `keeps_handed_out`; they are in memory alone, ' +
      'the first 10,000.',
    params: strictObject({ sandbox: Type.String() }),
    answer: strictObject({
      values: Type.Array(HandedOut),
      more: Type.Boolean({ description: 'whether there were more than are kept' }),
    }),
    run({ gateway }, { sandbox: id }) {
      const handedOut = gateway.environments.sandboxes.find(id)?.environment.handedOut;
      if (handedOut === undefined) throw notFound(MESSAGES.unknownSandbox({ sandbox: id }));
      if (handedOut === null) throw notFound(MESSAGES.keepsNoValues({ sandbox: id }));
      return { values: handedOut.list().map(handedOutOf), more: handedOut.isFull };
    },
  }),
  'sandboxes.delete': controlCall({
    method: 'DELETE',
    path: '/sandboxes/{sandbox}',
    scope: 'gateway',
    summary: 'Deletes a sandbox; nothing of it is left',
    params: strictObject({ sandbox: Type.String() }),
    answer: strictObject({ deleted: Type.String() }),
    async run({ gateway }, { sandbox }) {
      if (!(await gateway.environments.sandboxes.remove(sandbox))) throw notFound(MESSAGES.unknownSandbox({ sandbox }));
      return { deleted: sandbox };
    },
  }),
};
