import type { FoundAccessCredential } from '@dragoman/core';
import { type Message, verbatim } from '@dragoman/messages';
import {
  type Exchange,
  type Explanation,
  type SignatureMistake,
  type OtherSecret,
  type QueryPair,
  type SigningInput,
  type Correction,
  type SignedTexts,
  type WireRequest,
  type QueryCanonicalization,
  DECODED,
  QUERY_CANONICALIZATIONS,
  clockMistake,
  digestMistakes,
  explainSignature,
  keyMistakes,
  lengthOfRequest,
  maskedName,
  maskedValue,
  queryPairs,
} from '@dragoman/protocol-kit';

import { signatureFits, signatureOf, signatureProblem } from '../auth/signature.ts';
import { MESSAGES } from './messages.ts';

/** Parameters whose values are no secrets, in lower case. */
const OPEN: ReadonlySet<string> = new Set([
  'bk_app_code',
  'app_code',
  'bk_nonce',
  'bk_timestamp',
  'bk_username',
  'bk_scope_type',
  'bk_scope_id',
  'bk_biz_id',
  'id',
  'name',
  'type',
  'start',
  'length',
  'code',
  'alias',
]);

const WINDOW_MS = 300_000;

/** What an app signs: method, path, and the query with the body in it. */
interface AppSigningInput extends SigningInput {
  readonly method: string;
  readonly host: string;
  readonly path: string;
  readonly mark: string;
  readonly pairs: readonly QueryPair[];
  /** The body, as a parameter; none where it is not signed. */
  readonly body: readonly QueryPair[];
  readonly writing: QueryCanonicalization;
}

/** Who signs. */
interface Signer {
  readonly code: string;
  readonly app: FoundAccessCredential;
  readonly others: readonly OtherSecret[];
}

/** Why the signature of an app is rejected; `null` where it is right, and in time. */
export function explainAppSignature({ request, now }: Exchange, { code, app, others }: Signer): Explanation | null {
  const right = signingInputOf(request, app.secret ?? '');
  const textsOf = (input: AppSigningInput): SignedTexts => ({
    canonicalRequest: null,
    stringToSign: textOf(masked(input)),
  });
  const isRight = app.secret !== null && signatureFits(request, app.secret);
  const beside = otherChecks(request, now);
  if (isRight && beside.length === 0) return null;
  return explainSignature<AppSigningInput>({
    right,
    isRight,
    mistakes: [
      ...keyMistakes<AppSigningInput>(code),
      ...digestMistakes<AppSigningInput>(),
      ...pathMistakes(request),
      ...bodyMistakes(),
      ...queryMistakes(),
      ...methodMistakes(),
    ],
    others,
    length: lengthOfRequest(request),
    textOf,
    presented: signatureOf(request),
    form: 'base64',
    scheme: 'bk_signature',
    keyId: code,
    identity: app.identity.id,
    textsOf,
    beside,
  });
}

function signingInputOf(request: WireRequest, secret: string): AppSigningInput {
  const all = queryPairs(request.query);
  const name = all.some((pair) => pair.name === 'bk_signature') ? 'bk_signature' : 'signature';
  const body = request.body.toString();
  return {
    secret,
    keyOf: (given) => given,
    digest: 'sha1',
    method: request.method,
    host: '',
    path: request.path,
    mark: '?',
    pairs: lasts(all.filter((pair) => pair.name !== name)),
    body: request.method === 'POST' ? [{ name: 'data', value: body, raw: `data=${body}` }] : [],
    writing: DECODED,
  };
}

function textOf({ method, host, path, mark, pairs, body, writing }: AppSigningInput): string {
  return `${method}${host}${path}${mark}${writing.write([...pairs, ...body])}`;
}

function masked(input: AppSigningInput): AppSigningInput {
  const mask = ({ name, value }: QueryPair): QueryPair => {
    const [openName, openValue] = [maskedName(name), maskedValue(name, value, OPEN)];
    return { name: openName, value: openValue, raw: `${openName}=${openValue}` };
  };
  return { ...input, pairs: input.pairs.map(mask), body: input.body.map(mask) };
}

function otherChecks(request: WireRequest, now: number): Correction[] {
  const problem = signatureProblem(request, [now]);
  if (problem === null) return [];
  if (problem.startsWith('no') && problem !== 'no-timestamp') {
    return [
      {
        mistake: 'nonce',
        when: MESSAGES.nonceForm,
        remedy: MESSAGES.sendNonce,
      },
    ];
  }
  const stated = new URLSearchParams(request.query).get('bk_timestamp') ?? '';
  const clock = problem === 'timestamp-expired' ? clockMistake(Number(stated) * 1_000, now, WINDOW_MS) : null;
  return [
    clock ?? {
      mistake: 'date-format',
      when: MESSAGES.timestampForm,
      remedy: MESSAGES.sendTimestamp,
    },
  ];
}

function pathMistakes({ headers, path }: WireRequest): SignatureMistake<AppSigningInput>[] {
  const of = (
    mistake: string,
    when: Message,
    remedy: Message,
    change: Partial<AppSigningInput>,
  ): SignatureMistake<AppSigningInput> => ({
    kind: 'path',
    mistake,
    when,
    remedy,
    make: (right) => ({ ...right, ...change }),
  });
  const host = headers['host'] ?? '';
  const bare = MESSAGES.signBare;
  return [
    of('no-slash-at-end', MESSAGES.noSlashAtEnd, MESSAGES.signPathAsSent, {
      path: path.replace(/\/$/, ''),
    }),
    of('slash-at-end', MESSAGES.slashAtEnd, MESSAGES.signPathAsSent, {
      path: path.endsWith('/') ? path : `${path}/`,
    }),
    of('host-signed', MESSAGES.hostBeforePath, bare, { host }),
    of('host-without-port', MESSAGES.hostWithoutPort, bare, {
      host: host.replace(/:\d+$/, ''),
    }),
    ...['http', 'https'].map((scheme) =>
      of('host-signed', MESSAGES.addressSigned, bare, { host: `${scheme}://${host}` }),
    ),
    of('no-question-mark', MESSAGES.noQuestionMark, MESSAGES.writeQuestionMark, { mark: '' }),
  ];
}

function bodyMistakes(): SignatureMistake<AppSigningInput>[] {
  return [
    {
      kind: 'body',
      mistake: 'body-unsigned',
      when: MESSAGES.bodyUnsigned,
      remedy: MESSAGES.signBody,
      make: (right) => ({ ...right, body: [] }),
    },
    {
      kind: 'body',
      mistake: 'body-as-empty',
      when: MESSAGES.bodyAsEmpty,
      remedy: MESSAGES.signBodyAsSent,
      make: (right) => withBody(right, ''),
    },
    {
      kind: 'body',
      mistake: 'body-as-braces',
      when: MESSAGES.bodyAsBraces,
      remedy: MESSAGES.signBodyAsSent,
      make: (right) => withBody(right, '{}'),
    },
    {
      kind: 'query',
      mistake: 'body-at-end',
      when: MESSAGES.bodyAtEnd,
      remedy: MESSAGES.sortBody,
      make: (right) => ({
        ...right,
        writing: {
          name: 'body-at-end',
          how: verbatim(''),
          write: (pairs) => [DECODED.write(pairs.slice(0, -1)), DECODED.write(pairs.slice(-1))].join('&'),
        },
      }),
    },
    ...['bk_signature', 'signature'].map((name): SignatureMistake<AppSigningInput> => ({
      kind: 'signature-included',
      mistake: 'signature-included',
      when: MESSAGES.signatureIncluded({ name }),
      remedy: MESSAGES.leaveSignature,
      make: (right) => ({ ...right, pairs: [...right.pairs, { name, value: '', raw: `${name}=` }] }),
    })),
  ];
}

function withBody(right: AppSigningInput, value: string): AppSigningInput {
  return { ...right, body: right.body.map(({ name }) => ({ name, value, raw: `${name}=${value}` })) };
}

function queryMistakes(): SignatureMistake<AppSigningInput>[] {
  const remedy = MESSAGES.signParameters;
  const inOrder: QueryCanonicalization = {
    name: 'query-order',
    how: MESSAGES.orderSent,
    write: (pairs) => pairs.map(({ name, value }) => `${name}=${value}`).join('&'),
  };
  return [inOrder, ...QUERY_CANONICALIZATIONS].map((writing) => ({
    kind: 'query',
    mistake: writing.name,
    when: MESSAGES.parametersSigned({ how: writing.how }),
    remedy,
    make: (right) => ({ ...right, writing }),
  }));
}

function methodMistakes(): SignatureMistake<AppSigningInput>[] {
  return ['GET', 'POST', null].map((method) => ({
    kind: 'method',
    mistake: method === null ? 'method-lower-case' : 'method',
    when: method === null ? MESSAGES.methodLowerCase : MESSAGES.methodSigned({ method }),
    remedy: MESSAGES.signMethod,
    make: (right) => ({ ...right, method: method ?? right.method.toLowerCase() }),
  }));
}

/** The last of each name, as the platform reads them. */
function lasts(pairs: readonly QueryPair[]): QueryPair[] {
  return [...new Map(pairs.map((pair) => [pair.name, pair])).values()];
}
