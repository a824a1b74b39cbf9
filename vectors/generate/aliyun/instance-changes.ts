/** What goes wrong with requests to a KMS instance's own gateway. */
import { createHash, createHmac, sign as signWith } from 'node:crypto';

import type { Pair } from '../encoding.ts';
import type { ExpectedError } from '../vector-file.ts';
import { CLIENT_KEY } from './client-key.ts';
import { BASE64_SPOILS } from './base64-spoils.ts';

/** A request before it is signed. */
export interface InstanceDraft {
  readonly method: string;
  readonly headers: readonly Pair[];
  readonly body: string;
}

/** How it is signed. */
export interface Steps {
  readonly text: (draft: InstanceDraft) => string;
  readonly sign: (text: string) => string;
}

interface Spoilt {
  readonly draft: InstanceDraft;
  readonly authorization: string | null;
}

/** A way to spoil a signed request. */
export interface InstanceChange {
  readonly comment: string;
  readonly flag: string;
  readonly error: ExpectedError;
  readonly apply: (draft: InstanceDraft, signature: string) => Spoilt | null;
}

const invalidParam = (name: string): ExpectedError => ({
  status: 400,
  code: 'InvalidParam',
  message: `The Param ${name} is invalid.`,
});
const MISMATCH: ExpectedError = { status: 401, code: 'SignatureNotMatch', message: 'Signature is not matched.' };
const SKEWED: ExpectedError = {
  status: 400,
  code: 'RequestTimeTooSkewed',
  message: 'Request time exceeds server time more than 15 minutes.',
};
const NO_KEY: ExpectedError = {
  status: 400,
  code: 'MissingParameter',
  message: 'Parameter x-kms-acccesskeyid does not exist in http header or body.',
};
const unknownKey = (id: string): ExpectedError => ({
  status: 404,
  code: 'Unauthorized',
  message: `The AccessKey ID "${id}" does not exist in our records.`,
});

function setHeader(draft: InstanceDraft, name: string, value: string | null): InstanceDraft {
  const others = draft.headers.filter(([other]) => other !== name);
  return { ...draft, headers: value === null ? others : [...others, [name, value]] };
}

/** Ways to spoil a request. */
export function instanceChanges(steps: Steps): InstanceChange[] {
  return [...spoilt(), ...altered(), ...mistaken(steps), ...formed(), ...signedOtherwise(steps), ...keys(steps)];
}

function spoilt(): InstanceChange[] {
  const unreadable = new Set(['encoded twice']);
  return Object.entries(BASE64_SPOILS).map(([comment, spoil]) => ({
    comment: `signature: ${comment}`,
    flag: 'WrongSignature',
    error: unreadable.has(comment) ? invalidParam('Authorization') : MISMATCH,
    apply: (draft, signature) => {
      const wrong = spoil(signature);
      return wrong === signature ? null : { draft, authorization: `Bearer ${wrong}` };
    },
  }));
}

/** Changed after it was signed. */
function altered(): InstanceChange[] {
  const of = (
    comment: string,
    error: ExpectedError,
    change: (draft: InstanceDraft) => InstanceDraft,
  ): InstanceChange => ({
    comment: `altered: ${comment}`,
    flag: 'Altered',
    error,
    apply: (draft, signature) => ({ draft: change(draft), authorization: `Bearer ${signature}` }),
  });
  const hash = (body: string): string => createHash('sha256').update(body).digest('hex').toUpperCase();
  const body = 'content-sha256';
  return [
    of('another operation', MISMATCH, (draft) => setHeader(draft, 'x-kms-apiname', 'Decrypt')),
    of('another time', MISMATCH, (draft) => setHeader(draft, 'date', 'Fri, 02 Jan 2026 03:04:06 GMT')),
    of('a header of the scheme more', MISMATCH, (draft) => setHeader(draft, 'x-kms-zone', '1')),
    of('an empty header of the scheme more', MISMATCH, (draft) => setHeader(draft, 'x-kms-zone', '')),
    of('a type of the content with its version', MISMATCH, (draft) =>
      setHeader(draft, 'content-type', 'application/x-protobuf;v=2'),
    ),
    of('another body', invalidParam('Content-SHA256'), (draft) => ({ ...draft, body: `${draft.body}\u0001` })),
    of('the body lost its last byte', invalidParam('Content-SHA256'), (draft) => ({
      ...draft,
      body: draft.body.slice(0, -1),
    })),
    of('another body with its own hash', MISMATCH, (draft) =>
      setHeader({ ...draft, body: '\n\u0001z \u0001' }, body, hash('\n\u0001z \u0001')),
    ),
    of('no body, with its own hash', MISMATCH, (draft) => setHeader({ ...draft, body: '' }, body, hash(''))),
    of('the hash is another one', invalidParam('Content-SHA256'), (draft) => setHeader(draft, body, hash('other'))),
    of('the hash is missing', invalidParam('Content-SHA256'), (draft) => setHeader(draft, body, null)),
    of('the hash is empty', invalidParam('Content-SHA256'), (draft) => setHeader(draft, body, '')),
    of('half of the hash', invalidParam('Content-SHA256'), (draft) =>
      setHeader(draft, body, hash(draft.body).slice(0, 32)),
    ),
    of('the time is missing', invalidParam('Date'), (draft) => setHeader(draft, 'date', null)),
    of('the method of the signature is missing', invalidParam('x-kms-signaturemethod'), (draft) =>
      setHeader(draft, 'x-kms-signaturemethod', null),
    ),
  ];
}

/** Signed with something else than what is sent, which is well formed. */
function mistaken(steps: Steps): InstanceChange[] {
  const of = (comment: string, text: (draft: InstanceDraft) => string): InstanceChange => ({
    comment: `canonical: ${comment}`,
    flag: 'WrongCanonicalRequest',
    error: MISMATCH,
    apply: (draft) => {
      const wrong = text(draft);
      return wrong === steps.text(draft) ? null : { draft, authorization: `Bearer ${steps.sign(wrong)}` };
    },
  });
  const on = (comment: string, change: (text: string) => string): InstanceChange =>
    of(comment, (draft) => change(steps.text(draft)));
  const without = (name: string): InstanceChange =>
    of(`without ${name}`, (draft) => steps.text(setHeader(draft, name, null)));
  return [
    on('a line break at the end', (text) => `${text}\n`),
    on("one more line before the resource, as the vendor's page has it", (text) => text.replace(/\/$/, '\n/')),
    on('without the resource', (text) => text.slice(0, -1)),
    on('the method in small letters', (text) => text.replace('POST', 'post')),
    on('GET in place of POST', (text) => text.replace('POST', 'GET')),
    on('without the method', (text) => text.replace('POST\n', '')),
    on('lines that end with CR LF', (text) => text.replaceAll('\n', '\r\n')),
    on('blanks after colons', (text) => text.replaceAll('x-kms-apiname:', 'x-kms-apiname: ')),
    on('the hash in small letters', (text) => text.replace(/[0-9A-F]{64}/, (hash) => hash.toLowerCase())),
    on('the names of headers in capitals', (text) => text.replaceAll('x-kms-', 'X-KMS-')),
    on('the headers backwards', (text) => {
      const lines = text.split('\n');
      return [...lines.slice(0, 4), ...lines.slice(4, -1).reverse(), ...lines.slice(-1)].join('\n');
    }),
    on('the hash of the text', (text) => createHash('sha256').update(text).digest('hex')),
    ...[
      'x-kms-apiname',
      'x-kms-apiversion',
      'x-kms-signaturemethod',
      'x-kms-acccesskeyid',
      'date',
      'content-type',
      'content-sha256',
    ].map(without),
  ];
}

function formed(): InstanceChange[] {
  const of = (
    comment: string,
    form: (signature: string) => string | null,
    flag = 'MalformedAuthorization',
  ): InstanceChange => ({
    comment: `authorization: ${comment}`,
    flag,
    error: invalidParam('Authorization'),
    apply: (draft, signature) => ({ draft, authorization: form(signature) }),
  });
  return [
    of('is not sent', () => null, 'Missing'),
    of('is empty', () => '', 'Missing'),
    of('the word alone', () => 'Bearer '),
    of('the signature alone', (signature) => signature),
    of('the word in small letters', (signature) => `bearer ${signature}`),
    of('Basic', (signature) => `Basic ${signature}`),
    of('between quotation marks', (signature) => `Bearer "${signature}"`),
    of('in the alphabet for URLs', (signature) => `Bearer ${signature.replaceAll('+', '-').replaceAll('/', '_')}_`),
    of('a comma behind it', (signature) => `Bearer ${signature},`),
  ];
}

/** Well signed, with something that the gateway does not take. */
function signedOtherwise(steps: Steps): InstanceChange[] {
  const of = (comment: string, flag: string, error: ExpectedError, name: string, value: string): InstanceChange => ({
    comment,
    flag,
    error,
    apply: (draft) => {
      const changed = setHeader(draft, name, value);
      return { draft: changed, authorization: `Bearer ${steps.sign(steps.text(changed))}` };
    },
  });
  const at = (comment: string, date: string, error = SKEWED): InstanceChange =>
    of(`time: ${comment}`, error === SKEWED ? 'ClockSkew' : 'MalformedTime', error, 'date', date);
  const method = 'x-kms-signaturemethod';
  return [
    at('fifteen minutes and a second ago', 'Fri, 02 Jan 2026 02:49:04 GMT'),
    at('in fifteen minutes and a second', 'Fri, 02 Jan 2026 03:19:06 GMT'),
    at('the day before', 'Thu, 01 Jan 2026 03:04:05 GMT'),
    at('a year later', 'Sat, 02 Jan 2027 03:04:05 GMT'),
    at('as ISO 8601', '2026-01-02T03:04:05Z', invalidParam('Date')),
    at('in seconds since 1970', '1767323045', invalidParam('Date')),
    at('without its zone', 'Fri, 02 Jan 2026 03:04:05', invalidParam('Date')),
    at('in another zone', 'Fri, 02 Jan 2026 11:04:05 +0800', invalidParam('Date')),
    of('method: RSA_PSS_SHA_256', 'WrongAlgorithm', invalidParam('x-kms-signaturemethod'), method, 'RSA_PSS_SHA_256'),
    of(
      'method: in small letters',
      'WrongAlgorithm',
      invalidParam('x-kms-signaturemethod'),
      method,
      'rsa_pkcs1_sha_256',
    ),
    of('method: HMAC', 'WrongAlgorithm', invalidParam('x-kms-signaturemethod'), method, 'HMAC-SHA256'),
    of('key: empty', 'Missing', NO_KEY, 'x-kms-acccesskeyid', ''),
    of('key: unknown', 'UnknownKey', unknownKey('KAAP.nobody'), 'x-kms-acccesskeyid', 'KAAP.nobody'),
    of(
      'key: in capitals',
      'UnknownKey',
      unknownKey(CLIENT_KEY.id.toUpperCase()),
      'x-kms-acccesskeyid',
      CLIENT_KEY.id.toUpperCase(),
    ),
  ];
}

/** Signed by something that is not the client key. */
function keys(steps: Steps): InstanceChange[] {
  const of = (comment: string, sign: (text: string) => Buffer): InstanceChange => ({
    comment: `key: ${comment}`,
    flag: 'WrongKey',
    error: MISMATCH,
    apply: (draft) => ({ draft, authorization: `Bearer ${sign(steps.text(draft)).toString('base64')}` }),
  });
  const { privateKey, otherPrivateKey, certificate } = CLIENT_KEY;
  return [
    of('the private half of another client key', (text) => signWith('sha256', Buffer.from(text), otherPrivateKey)),
    of('SHA-1 in place of SHA-256', (text) => signWith('sha1', Buffer.from(text), privateKey)),
    of('SHA-512 in place of SHA-256', (text) => signWith('sha512', Buffer.from(text), privateKey)),
    of('a code with the certificate as its key', (text) => createHmac('sha256', certificate).update(text).digest()),
  ];
}
