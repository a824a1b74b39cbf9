import type { Door, Outcome, WireRequest } from '@dragoman/protocol-kit';

import { isSecretField, knownSecrets, shownOf } from '../../../test/known-secrets.ts';

/** Stands at the end of a secret value that is too short to be known wherever it turns up. */
const MARK = '#known-secret';

/** Longer values are known as they are. */
const LONGEST_MARKED = 12;

/** The proofs of apps and users are right or wrong as they stand. */
const ACCESS_CREDENTIAL_FIELDS = [
  'bk_app_secret',
  'app_secret',
  'bk_token',
  'bk_ticket',
  'access_token',
  'bk_access_token',
];

/**
 * The door as every test calls it: whatever secret goes in, by whatever field of whatever shape, fails the test when an
 * answer or what an observer is told shows it. Short values are lengthened on their way in, where no signature covers
 * them.
 */
export function guarded(door: Door, outcomes: readonly Outcome[]): Door {
  const known = knownSecrets();
  const rejectShown = (output: readonly unknown[]): void => {
    const fields = known.shownIn(output);
    if (fields.length > 0) throw new Error(`the secret ${fields.join(', ')} shows in ${JSON.stringify(output)}`);
  };
  return {
    ...door,
    async handle(request) {
      const before = outcomes.length;
      const sent = marked(request);
      known.add(sent);
      const answer = await door.handle(sent);
      rejectShown([answer, ...outcomes.slice(before).map(shownOf)]);
      return answer;
    },
    rejectTooLong(head, part) {
      const before = outcomes.length;
      known.add({ ...head, body: Buffer.alloc(0) });
      const answer = door.rejectTooLong(head, part);
      rejectShown([answer, ...outcomes.slice(before).map(shownOf)]);
      return answer;
    },
  };
}

/** A stored text as it was before its secrets were marked. */
export function unmarked(text: string): string {
  return text.replaceAll(MARK, '');
}

/** A signed body stays as it was signed. */
function marked(request: WireRequest): WireRequest {
  if (request.query.includes('signature=')) return request;
  return { ...request, query: markedForm(request.query), body: Buffer.from(markedBody(request.body.toString())) };
}

function markedBody(text: string): string {
  const body = parsed(text);
  if (body === null) return markedForm(text);
  const after = markedIn(body, false);
  return JSON.stringify(after) === JSON.stringify(body) ? text : JSON.stringify(after);
}

/** A form or a query, byte for byte but for its secrets. */
function markedForm(text: string): string {
  const type = new URLSearchParams(text).get('type');
  return text
    .split('&')
    .map((pair) => {
      const at = pair.indexOf('=');
      const [name, value] = [pair.slice(0, at), pair.slice(at + 1)];
      return at > 0 && isMarked(name, { type }) && isShort(decodeURIComponent(value))
        ? pair + encodeURIComponent(MARK)
        : pair;
    })
    .join('&');
}

function markedIn(value: unknown, isSecret: boolean): unknown {
  if (typeof value === 'string') return isSecret && isShort(value) ? value + MARK : value;
  if (Array.isArray(value)) return value.map((item) => markedIn(item, isSecret));
  if (typeof value !== 'object' || value === null) return value;
  const object = value as Record<string, unknown>;
  return Object.fromEntries(
    Object.entries(object).map(([name, item]) => [name, markedIn(item, isSecret || isMarked(name, object))]),
  );
}

function isMarked(field: string, object: Readonly<Record<string, unknown>>): boolean {
  return isSecretField(field, object) && !ACCESS_CREDENTIAL_FIELDS.includes(field);
}

function isShort(value: string): boolean {
  return value !== '' && value !== '******' && value.length <= LONGEST_MARKED;
}

function parsed(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' ? value : null;
  } catch {
    return null;
  }
}
