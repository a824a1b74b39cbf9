/** What goes wrong with a signed request on its way, or where it is signed, in schemes that sign headers. */
import type { Pair } from './encoding.ts';
import {
  type Draft,
  type Signed,
  authorizationOf,
  requestOf,
  sign,
  withHeader,
  withoutHeader,
} from './header-scheme.ts';
import type { Request } from './vector-file.ts';

/** A way to spoil a signed request. */
export interface Change {
  readonly comment: string;
  readonly flag: string;
  /** Which of the vendor's errors it leads to. */
  readonly error: string;
  /** The spoilt request; `null` where it cannot be told from the good one. */
  readonly apply: (good: Signed) => Request | null;
}

/** What may differ between schemes. */
export type Spoil = (signature: string) => string;

/** The signature is not the one. @param spoils by what they do */
export function signatureChanges(spoils: Readonly<Record<string, Spoil>>, flag = 'WrongSignature'): Change[] {
  return Object.entries(spoils).map(([comment, spoil]) => ({
    comment: `signature: ${comment}`,
    flag,
    error: 'mismatch',
    apply: (good) => {
      const signature = spoil(good.signature);
      return signature === good.signature ? null : requestOf(good, authorizationOf({ ...good, signature }));
    },
  }));
}

/** A signature in hexadecimal. */
export const HEX_SPOILS: Readonly<Record<string, Spoil>> = {
  'the first bit is flipped': (text) => flipBit(text, 0, 8),
  'the last bit is flipped': (text) => flipBit(text, text.length - 1, 1),
  'a bit in the middle is flipped': (text) => flipBit(text, text.length / 2, 4),
  'the first byte is gone': (text) => text.slice(2),
  'the last byte is gone': (text) => text.slice(0, -2),
  'the last digit is gone': (text) => text.slice(0, -1),
  'the first half alone': (text) => text.slice(0, text.length / 2),
  'one digit alone': (text) => text.slice(0, 1),
  'a digit more': (text) => `${text}0`,
  'a zero byte in front': (text) => `00${text}`,
  'a zero byte at the end': (text) => `${text}00`,
  'it stands twice': (text) => text + text,
  'all zeros': (text) => '0'.repeat(text.length),
  'all ones': (text) => 'f'.repeat(text.length),
  'its bytes backwards': (text) => Buffer.from(text, 'hex').reverse().toString('hex'),
  'in Base64': (text) => Buffer.from(text, 'hex').toString('base64'),
  'with 0x in front': (text) => `0x${text}`,
};

function flipBit(text: string, at: number, bit: number): string {
  const flipped = (Number.parseInt(text.charAt(at), 16) ^ bit).toString(16);
  return text.slice(0, at) + flipped + text.slice(at + 1);
}

/** Signed by another key, or by the right one used wrongly. */
export const KEY_CHANGES: readonly Change[] = [
  ...Object.entries<(secret: string) => string>({
    'another secret': () => 'anotherTestSecretKey000000000000000000001',
    'the last character is missing': (secret) => secret.slice(0, -1),
    'a line break at its end': (secret) => `${secret}\n`,
    'a blank in front': (secret) => ` ${secret}`,
    'in small letters': (secret) => secret.toLowerCase(),
    'in capitals': (secret) => secret.toUpperCase(),
    'in Base64': (secret) => Buffer.from(secret).toString('base64'),
    'an ampersand at its end': (secret) => `${secret}&`,
    'an empty one': () => '',
    'between quotation marks': (secret) => `"${secret}"`,
  }).map(([comment, spoil]) => ({
    comment: `secret: ${comment}`,
    flag: 'WrongKey',
    error: 'mismatch',
    apply: ({ scheme, draft, key }: Signed) =>
      requestOf({ ...sign(scheme, draft, { ...key, secret: spoil(key.secret) }), key }),
  })),
  {
    comment: 'secret: the id of the key in its place',
    flag: 'WrongKey',
    error: 'mismatch',
    apply: ({ scheme, draft, key }) => requestOf({ ...sign(scheme, draft, { ...key, secret: key.id }), key }),
  },
  {
    comment: 'key: one that nobody has',
    flag: 'UnknownKey',
    error: 'unknownKey',
    apply: ({ scheme, draft, key }) => requestOf(sign(scheme, draft, { ...key, id: 'AKNOBODYHASTHIS00001' })),
  },
  {
    comment: 'key: its id in small letters',
    flag: 'UnknownKey',
    error: 'unknownKeySmall',
    apply: ({ scheme, draft, key }) => requestOf(sign(scheme, draft, { ...key, id: key.id.toLowerCase() })),
  },
];

function altered(comment: string, alter: (draft: Draft) => Draft, flag = 'Altered'): Change {
  return {
    comment: `altered: ${comment}`,
    flag,
    error: 'mismatch',
    apply(good) {
      const before = JSON.stringify(requestOf(good));
      const request = requestOf({ ...good, draft: alter(good.draft) });
      return JSON.stringify(request) === before ? null : request;
    },
  };
}

const onQuery = (alter: (query: readonly Pair[]) => readonly Pair[]) => (draft: Draft) =>
  draft.query.length === 0 ? draft : { ...draft, query: alter(draft.query) };
const onBody = (alter: (body: string) => string) => (draft: Draft) =>
  draft.body === '' ? draft : { ...draft, body: alter(draft.body) };

/** The request was changed after it was signed. */
export const ALTERATIONS: readonly Change[] = [
  altered(
    'a parameter has another value',
    onQuery(([[name, value] = ['', ''], ...more]) => [[name, `${value}0`], ...more]),
  ),
  altered(
    'a parameter is gone',
    onQuery(([, ...more]) => more),
  ),
  altered(
    'a parameter has its name in capitals',
    onQuery(([[name, value] = ['', ''], ...more]) => [[name.toUpperCase(), value], ...more]),
  ),
  altered(
    'a parameter lost its value',
    onQuery(([[name] = ['', ''], ...more]) => [[name, ''], ...more]),
  ),
  altered(
    'the query is gone',
    onQuery(() => []),
  ),
  altered(
    'two parameters have changed values',
    onQuery(([[a, b] = ['', ''], [c, d] = ['', ''], ...more]) => [[a, d], [c, b], ...more]),
  ),
  altered('a parameter more', (draft) => ({ ...draft, query: [...draft.query, ['more', '1']] })),
  altered('an empty parameter more', (draft) => ({ ...draft, query: [...draft.query, ['zz', '']] })),
  altered('a body where there was none', (draft) => (draft.body === '' ? { ...draft, body: '{"a":1}' } : draft)),
  altered(
    'the body has another character',
    onBody((body) => body.replace('d', 'D')),
  ),
  altered(
    'the body lost its last character',
    onBody((body) => body.slice(0, -1)),
  ),
  altered(
    'the body has a line break at its end',
    onBody((body) => `${body}\n`),
  ),
  altered(
    'the body has a blank in front',
    onBody((body) => ` ${body}`),
  ),
  altered(
    'the body begins with a byte order mark',
    onBody((body) => `\uFEFF${body}`),
  ),
  altered(
    'the body was written anew with other blanks',
    onBody((body) => JSON.stringify(JSON.parse(body), null, 2)),
  ),
  altered(
    'the body has its fields in another order',
    onBody((body) => backwards(body)),
  ),
  altered(
    'the body stands twice',
    onBody((body) => body + body),
  ),
];

function backwards(body: string): string {
  const fields = Object.entries(JSON.parse(body) as Record<string, unknown>).reverse();
  return JSON.stringify(Object.fromEntries([...fields, ['more', true]]));
}

/** A header was changed after it was signed. */
export function headerAlterations(name: string): Change[] {
  const onHeader = (alter: (value: string) => string) => (draft: Draft) => {
    const value = draft.headers.find(([other]) => other === name)?.[1];
    return value === undefined || draft.unsigned.includes(name.toLowerCase())
      ? draft
      : withHeader(draft, name, alter(value));
  };
  return [
    altered(
      `${name} has another value`,
      onHeader((value) => `${value}x`),
      'AlteredHeader',
    ),
    altered(
      `${name} is in capitals`,
      onHeader((value) => value.toUpperCase()),
      'AlteredHeader',
    ),
    altered(
      `${name} is gone`,
      (draft) => (draft.unsigned.includes(name.toLowerCase()) ? draft : withoutHeader(draft, name)),
      'AlteredHeader',
    ),
    altered(
      `${name} is empty`,
      onHeader(() => ''),
      'AlteredHeader',
    ),
  ];
}

/** Another `Authorization` header. @param form makes it of the good one; `null` for none */
export function formed(
  comment: string,
  error: string,
  form: (good: Signed, authorization: string) => string | null,
  flag = 'MalformedAuthorization',
): Change {
  return {
    comment: `authorization: ${comment}`,
    flag,
    error,
    apply: (good) => requestOf(good, form(good, authorizationOf(good))),
  };
}
