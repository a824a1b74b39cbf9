import {
  changeSecretLabels,
  deleteSecret,
  labelFromName,
  readSecretValue,
  restoreSecret,
  scheduleSecretDeletion,
  type SecretValue,
  type VersionSelector,
} from '@dragoman/core';
import type { Environment } from '@dragoman/environment';
import { invalidInput, strictObject } from '@dragoman/input';
import { type Static, Type } from '@sinclair/typebox';

import { controlCall } from '../call.ts';
import { MESSAGES } from '../messages.ts';
import { secretNow, vaultForWriting, vaultHolding, withControlErrors } from '../secrets/find.ts';
import { listSecrets } from '../secrets/list.ts';
import { detailOf, LABEL_NAMES, summaryOf } from '../secrets/render.ts';
import { summaryAt } from '../secrets/visibility.ts';
import { givenValue, InVault, ListedSecret, Name, SecretDetail, whichVersion } from '../secrets/schemas.ts';
import { ACTOR, POLICY, putSecret } from '../secrets/write.ts';

const MAX_LISTED = 1_000;
const Label = Type.String({ minLength: 1, maxLength: 128 });

/** The query of a list of secrets. */
export const secretQuery = strictObject({
  vault: Type.Optional(
    Type.String({ minLength: 1, description: 'only those of this vault, or of the one that this address leads to' }),
  ),
  name: Type.Optional(Type.String({ minLength: 1, description: 'only those with this in their names' })),
  after: Type.Optional(Type.String({ description: 'the `next` of the page before' })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: MAX_LISTED, default: 100 })),
});

const AsCloud = Type.Optional(
  Type.Union([Type.Literal('huawei'), Type.Literal('aliyun'), Type.Literal('bk')], {
    description: 'tells of each what this cloud could hold of it, and why no more',
  }),
);

/** Deleting a secret: at once, or later. */
export const deletion = {
  query: strictObject({
    vault: InVault,
    days: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 365, description: 'how many days from now; without it at once' }),
    ),
  }),
  answer: strictObject({
    vault: Type.String(),
    deleted: Type.String(),
    deletes_at: Type.Union([Type.String({ format: 'date-time' }), Type.Null()], {
      description: 'null where it is gone',
    }),
  }),
};

const labelNamed = (name: string): string => labelFromName(name, LABEL_NAMES);

/** Secrets of every vault, whichever door made them. */
export const secretCalls = {
  'secrets.list': controlCall({
    method: 'GET',
    path: '/secrets',
    scope: 'environment',
    summary: 'Lists the secrets of all vaults, by vault and name',
    query: strictObject({ ...secretQuery.properties, as: AsCloud }),
    answer: strictObject({
      secrets: Type.Array(ListedSecret),
      next: Type.Union([Type.String(), Type.Null()], { description: 'the `after` of the next page; null on the last' }),
    }),
    async run({ environment }, { vault, name, as, after, limit = 100 }) {
      const { secrets, next } = await listSecrets(environment, { vault, name, after, limit });
      if (as === undefined) return { secrets: secrets.map(summaryOf), next };
      return { secrets: await Promise.all(secrets.map((secret) => summaryAt(environment, as, secret))), next };
    },
  }),
  'secrets.get': controlCall({
    method: 'GET',
    path: '/secrets/{name}',
    scope: 'environment',
    summary: 'Shows a secret with its versions and labels, without its values',
    params: strictObject({ name: Name }),
    query: strictObject({ vault: InVault }),
    answer: SecretDetail,
    run: async ({ environment }, { name, vault }) =>
      detailOf(await secretNow(environment, await vaultHolding(environment, name, vault), name)),
  }),
  'secrets.reveal': controlCall({
    method: 'POST',
    path: '/secrets/{name}/reveal',
    scope: 'environment',
    summary: 'Answers a value of a secret: the current one, or that of a version or label',
    description: 'Whatever its state: the control API is for whoever runs the gateway.',
    params: strictObject({ name: Name }),
    body: strictObject({ vault: InVault, ...whichVersion }),
    answer: strictObject({
      vault: Type.String(),
      name: Type.String(),
      version: Type.String(),
      type: Type.Union([Type.Literal('text'), Type.Literal('binary')]),
      value: Type.String({ description: 'binary in Base64' }),
    }),
    async run({ environment }, { name, vault: given, ...which }) {
      const vault = await vaultHolding(environment, name, given);
      const { version, value } = await reveal(environment, { vault, name }, which);
      return { vault, name, version, type: value.type, value: value.data };
    },
  }),
  'secrets.put': controlCall({
    method: 'PUT',
    path: '/secrets/{name}',
    scope: 'environment',
    summary: 'Gives a secret a value: a new version, or a new secret where there is none',
    description:
      'Without `vault` the secret of the name gets it, wherever it is; a new one is made in the vault `default`. ' +
      'The new version is CURRENT, unless other labels are given.',
    params: strictObject({ name: Name }),
    body: strictObject({
      vault: InVault,
      ...givenValue,
      version: Type.Optional(
        Type.String({ minLength: 1, maxLength: 64, description: 'its id; v1, v2 and so on by default' }),
      ),
      labels: Type.Optional(
        Type.Array(Label, {
          minItems: 1,
          maxItems: 12,
          uniqueItems: true,
          description: 'that move to it; CURRENT by default',
        }),
      ),
      description: Type.Optional(Type.String({ maxLength: 8_192, description: 'of a new secret' })),
    }),
    answer: strictObject({ created: Type.Boolean({ description: 'whether the secret is new' }), secret: SecretDetail }),
    async run({ environment }, { name, vault: given, value, binary, version = null, labels, description = null }) {
      const data = valueFrom(value, binary);
      const vault = await vaultForWriting(environment, name, given);
      const put = { vault, name, value: data, version, labels: labels?.map(labelNamed) ?? null, description };
      const created = await change(environment, () => putSecret(environment, put));
      return { created, secret: detailOf(await secretNow(environment, vault, name)) };
    },
  }),
  'secrets.labels': controlCall({
    method: 'PUT',
    path: '/secrets/{name}/labels',
    scope: 'environment',
    summary: 'Moves labels of a secret to versions, and takes labels away, in one step: all of it or nothing',
    description: 'Labels are taken away before others move.',
    params: strictObject({ name: Name }),
    body: strictObject(
      {
        vault: InVault,
        set: Type.Optional(
          Type.Record(Type.String(), Type.String({ minLength: 1 }), { description: 'version ids by label' }),
        ),
        remove: Type.Optional(Type.Array(Label, { uniqueItems: true, description: 'labels to take away' })),
      },
      { minProperties: 1 },
    ),
    answer: SecretDetail,
    async run({ environment }, { name, vault: given, set = {}, remove = [] }) {
      const vault = await vaultHolding(environment, name, given);
      const changes = {
        ref: { vault, name },
        actor: ACTOR,
        remove: remove.map(labelNamed),
        moves: Object.entries(set).map(([label, to]) => ({ label: labelNamed(label), to, from: null })),
        policy: POLICY,
      };
      await change(environment, () => changeSecretLabels(environment.services, changes));
      return detailOf(await secretNow(environment, vault, name));
    },
  }),
  'secrets.restore': controlCall({
    method: 'POST',
    path: '/secrets/{name}/restore',
    scope: 'environment',
    summary: 'Takes a scheduled deletion of a secret back',
    params: strictObject({ name: Name }),
    body: strictObject({ vault: InVault }),
    answer: SecretDetail,
    async run({ environment }, { name, vault: given }) {
      const vault = await vaultHolding(environment, name, given);
      const target = { ref: { vault, name }, actor: ACTOR };
      await change(environment, () => restoreSecret(environment.services, target));
      return detailOf(await secretNow(environment, vault, name));
    },
  }),
  'secrets.delete': controlCall({
    method: 'DELETE',
    path: '/secrets/{name}',
    scope: 'environment',
    summary: 'Deletes a secret with all its versions, at once or in some days',
    params: strictObject({ name: Name }),
    ...deletion,
    run: async ({ environment }, { name, vault, days }) => remove(environment, name, vault, days),
  }),
};

/** A value that is read for whoever runs the gateway. */
export async function reveal(
  environment: Environment,
  ref: { readonly vault: string; readonly name: string },
  which: { readonly version?: string | undefined; readonly label?: string | undefined },
): Promise<{ readonly version: string; readonly value: SecretValue }> {
  const label = which.label === undefined ? null : labelNamed(which.label);
  const selector: VersionSelector =
    which.version === undefined
      ? { label: label ?? labelNamed(LABEL_NAMES.current) }
      : { versionId: which.version, label };
  const { version, value } = await withControlErrors(async () =>
    readSecretValue(environment.services, { ref, selector, allowPendingDeletion: true, allowNotEnabled: true }),
  );
  return { version: version.id, value };
}

/** Deletes a secret now, or schedules it. */
export async function remove(
  environment: Environment,
  name: string,
  given: string | undefined,
  days: number | undefined,
): Promise<Static<typeof deletion.answer>> {
  const vault = await vaultHolding(environment, name, given);
  const ref = { vault, name };
  const { services } = environment;
  const { deletionDueAt } = await change(environment, async () =>
    days === undefined
      ? { ...(await deleteSecret(services, ref)), deletionDueAt: null }
      : scheduleSecretDeletion(services, { ref, actor: ACTOR, days }),
  );
  return { vault, deleted: name, deletes_at: deletionDueAt === null ? null : new Date(deletionDueAt).toISOString() };
}

/** Changes secrets while no state is swapped. */
export async function change<T>(environment: Environment, work: () => Promise<T>): Promise<T> {
  return withControlErrors(() => environment.stateLock.withShared(work));
}

function valueFrom(value: string | undefined, binary: string | undefined): SecretValue {
  if ((value === undefined) === (binary === undefined)) throw invalidInput(MESSAGES.valueOrBinary, { field: 'value' });
  return binary === undefined ? { type: 'text', data: value ?? '' } : { type: 'binary', data: binary };
}
