import { type Static, Type } from '@sinclair/typebox';

import { closed } from '../control/closed.ts';
import type { Recorded } from './recorded.ts';

const orNull = <Schema extends Parameters<typeof Type.Union>[0][number]>(schema: Schema, description?: string) =>
  Type.Union([schema, Type.Null()], description === undefined ? {} : { description });

/** A request as the journal shows it. */
export const JournalEntry = closed({
  sequence: Type.Integer({ description: 'counts the requests from 1' }),
  request_id: Type.String({
    description: 'as the client got it, with or without dashes; no-door-<sequence> where no door claimed the request',
  }),
  time: Type.String({ format: 'date-time', description: "when it came in, by the gateway's clock" }),
  door: orNull(Type.String(), 'null where no door claimed the request'),
  operation: orNull(Type.String(), 'null where it is not known'),
  method: Type.String(),
  path: orNull(Type.String(), 'where the operation is not known; without the query'),
  identity: orNull(closed({ id: Type.String(), name: Type.String() }), 'who was let in'),
  shown: orNull(
    closed({
      kind: Type.String({ description: 'access-key, app, password, token or user-token' }),
      id: orNull(
        Type.String(),
        "an access key's id, an app's code, a user; only its beginning when it is nobody's, and nothing of a token",
      ),
      identity: orNull(Type.String(), 'whose it is'),
    }),
    'what the request showed to be found by, where nobody was let in',
  ),
  resource: orNull(Type.String(), 'the secret, key or credential as the client named it'),
  outcome: Type.Union([Type.Literal('ok'), Type.Literal('refused'), Type.Literal('fault')], {
    description:
      "refused: by the vendor's rules; fault: an error of the gateway, or a connection that a fault rule broke",
  }),
  code: orNull(Type.String(), "the vendor's code of a refusal"),
  status: Type.Integer({ description: 'of HTTP; 0 where nothing was sent' }),
  duration_ms: Type.Number({ description: "by the machine's clock" }),
  injected: Type.Boolean({ description: 'whether the answer is the doing of a fault rule' }),
});

export type JournalEntry = Static<typeof JournalEntry>;

/** Takes what is secret out of a text that a client sent. */
export type Hide = (text: string) => string | Promise<string>;

/** Longer texts are cut off. */
const LONGEST_SHOWN = 256;
/** So much shows of what may be a secret key in the place of a key's id. */
const BEGINNING = 4;

/** The record field by field, without any secret. */
export async function entryOf(record: Recorded, hide: Hide): Promise<JournalEntry> {
  const hidden = async (text: string | null): Promise<string | null> => (text === null ? null : cut(await hide(text)));
  const { identityId } = record;
  return {
    sequence: record.sequence,
    request_id: record.requestId,
    time: new Date(record.receivedAt).toISOString(),
    door: record.door,
    operation: record.operation,
    method: record.method,
    path: await hidden(record.path),
    identity:
      identityId === null
        ? null
        : { id: (await hidden(identityId)) ?? '', name: (await hidden(record.identityName)) ?? '' },
    shown: await shownOf(record, hide),
    resource: await hidden(record.resource),
    outcome: record.ending,
    code: record.code,
    status: record.status,
    duration_ms: Math.round(record.durationMs * 1_000) / 1_000,
    injected: record.injected,
  };
}

async function shownOf({ shown, claim }: Recorded, hide: Hide): Promise<JournalEntry['shown']> {
  const proof = claim ?? shown[0];
  if (proof === undefined) return null;
  const { kind } = proof;
  const isToken = kind === 'token' || kind === 'user-token';
  const id = claim === null ? `${proof.shown.slice(0, BEGINNING)}…` : await hide(claim.shown);
  return { kind, id: isToken ? null : cut(id), identity: claim?.identityId ?? null };
}

function cut(text: string): string {
  return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;
}
