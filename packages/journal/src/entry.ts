import type { DecidedCheck, DecidingStatement } from '@dragoman/core';
import { mismatchText } from '@dragoman/protocol-kit';
import { strictObject } from '@dragoman/input';
import { type Static, Type } from '@sinclair/typebox';

import type { JournalRecord } from './journal-record.ts';

const orNull = <Schema extends Parameters<typeof Type.Union>[0][number]>(schema: Schema, description?: string) =>
  Type.Union([schema, Type.Null()], description === undefined ? {} : { description });

/** A check of a request's permissions, as it is shown. */
export const PermissionCheck = strictObject({
  action: Type.String({ description: 'as the vendor names it' }),
  resource: Type.String({ description: 'as the vendor names it; * where the action is on no resource' }),
  outcome: Type.Union(
    [Type.Literal('allowed'), Type.Literal('implicit-deny'), Type.Literal('explicit-deny'), Type.Literal('app-denied')],
    { description: 'implicit-deny: no statement allows it; explicit-deny: one denies it' },
  ),
  decided_by: orNull(Type.String(), 'the policy and its statement; null where none matches, or no rights are stated'),
  nearest: orNull(
    Type.String(),
    'of a check that nothing allows: the statement that came closest, and what of it does not fit; null without one',
  ),
});

/** A request as the journal shows it. */
export const JournalEntry = strictObject({
  sequence: Type.Integer({ description: 'counts the requests from 1' }),
  request_id: Type.String({
    description: 'as the client got it, with or without dashes; no-door-<sequence> where the request matched no door',
  }),
  time: Type.String({ format: 'date-time', description: "when it came in, by the gateway's clock" }),
  door: orNull(Type.String(), 'null where the request matched no door'),
  operation: orNull(Type.String(), 'null where it is not known; of a request for none that is served, what it names'),
  method: Type.String(),
  path: orNull(Type.String(), 'where the operation is not known; without the query'),
  identity: orNull(strictObject({ id: Type.String(), name: Type.String() }), 'who was authenticated'),
  presented: orNull(
    strictObject({
      kind: Type.String({ description: 'access-key, app, password, token or user-token' }),
      id: orNull(
        Type.String(),
        "an access key's id, an app's code, a user; only its beginning when it is nobody's, and nothing of a token",
      ),
      identity: orNull(Type.String(), 'whose it is'),
    }),
    'the credential that the request presented, where nobody was authenticated',
  ),
  resource: orNull(Type.String(), 'the secret, key or credential as the client named it'),
  checks: orNull(
    Type.Array(PermissionCheck),
    'what was decided of its permissions, in order; null where the identity states no rights',
  ),
  call: orNull(
    strictObject({
      names: Type.Array(Type.String(), { description: 'the secrets or keys that it names; of a batch the first 100' }),
      version: Type.Union([Type.Literal('none'), Type.Literal('id'), Type.Literal('latest'), Type.Literal('stage')], {
        description: 'how it picks a version',
      }),
      stage: orNull(Type.String(), 'the stage that it names: a built-in one by its name, any other as custom'),
      flags: Type.Record(Type.String(), Type.Boolean(), {
        description: 'which optional fields it gives, and what its switches say',
      }),
      page: Type.Record(Type.String(), Type.Union([Type.Integer(), Type.Boolean()]), {
        description: 'how it pages: numbers as they are, a marker as true',
      }),
    }),
    'what it asked for, without any value; null where its input was not valid',
  ),
  unread: Type.Array(Type.String(), {
    description: 'the names of fields of its query and body that nothing reads, the first 16; never a value',
  }),
  outcome: Type.Union([Type.Literal('success'), Type.Literal('rejected'), Type.Literal('error')], {
    description:
      "rejected: by the vendor's rules; error: an internal error of the gateway, or a connection " +
      'that a fault rule broke',
  }),
  code: orNull(Type.String(), "the vendor's code of a rejection"),
  status: Type.Integer({ description: 'of HTTP; 0 where nothing was sent' }),
  duration_ms: Type.Number({ description: "by the machine's clock" }),
  injected: Type.Boolean({ description: 'whether a fault rule was applied to it' }),
});

export type JournalEntry = Static<typeof JournalEntry>;

/** Takes what is secret out of a string that a client sent. */
export type Redact = (text: string) => string | Promise<string>;

/** Longer texts are cut off. */
const MAX_SHOWN = 256;
/** So much shows of what may be a secret key in the place of a key's id. */
const MAX_KEY_PREFIX = 4;

/** The record field by field, without any secret. */
export async function entryOf(record: JournalRecord, redact: Redact): Promise<JournalEntry> {
  const redacted = async (text: string | null): Promise<string | null> =>
    text === null ? null : truncate(await redact(text));
  const { identityId } = record;
  return {
    sequence: record.sequence,
    request_id: record.requestId,
    time: new Date(record.receivedAt).toISOString(),
    door: record.door,
    operation: record.operation,
    method: record.method,
    path: await redacted(record.path),
    identity:
      identityId === null
        ? null
        : { id: (await redacted(identityId)) ?? '', name: (await redacted(record.identityName)) ?? '' },
    presented: await presentedOf(record, redact),
    resource: await redacted(record.resource),
    call: await callOf(record, redact),
    unread: await Promise.all(record.unread.map(async (name) => truncate(await redact(name)))),
    checks: record.checks === null ? null : await Promise.all(record.checks.map((one) => shownCheck(one, redacted))),
    outcome: record.outcome,
    code: record.code,
    status: record.status,
    duration_ms: Math.round(record.durationMs * 1_000) / 1_000,
    injected: record.injected,
  };
}

/** A check as it may be shown to anybody. */
export async function shownCheck(
  { check, outcome, by, nearest }: DecidedCheck,
  redacted: (text: string) => Promise<string | null>,
): Promise<Static<typeof PermissionCheck>> {
  const near = nearest?.() ?? null;
  return {
    action: check.action,
    resource: (await redacted(check.resource)) ?? '',
    outcome,
    decided_by: by === null ? null : nameOfStatement(by),
    nearest: near === null ? null : await redacted(`${nameOfStatement(near)}: ${mismatchText(near)}`),
  };
}

/** Such as `orders-reader, statement 2 (identity)`. */
function nameOfStatement({ source, policy, statement }: DecidingStatement): string {
  return statement === 0 ? `${policy} (${source})` : `${policy}, statement ${statement} (${source})`;
}

async function callOf({ shape, resource }: JournalRecord, redact: Redact): Promise<JournalEntry['call']> {
  if (shape === null) return null;
  const { version, stage, flags, page } = shape;
  const given = shape.names.length > 0 || resource === null ? shape.names : [resource];
  const names = await Promise.all(given.map(async (name) => truncate(await redact(name))));
  return { names, version, stage, flags, page };
}

async function presentedOf({ presented, claim }: JournalRecord, redact: Redact): Promise<JournalEntry['presented']> {
  const accessCredential = claim ?? presented[0];
  if (accessCredential === undefined) return null;
  const { kind } = accessCredential;
  const isToken = kind === 'token' || kind === 'user-token';
  const id = claim === null ? `${accessCredential.presented.slice(0, MAX_KEY_PREFIX)}…` : await redact(claim.presented);
  return { kind, id: isToken ? null : truncate(id), identity: claim?.identityId ?? null };
}

function truncate(text: string): string {
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text;
}
