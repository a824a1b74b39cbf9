import type { Message } from '@dragoman/messages';
import {
  type Exchange,
  type Explanation,
  type SignatureMistake,
  type QueryPair,
  type SigningInput,
  type SignedTexts,
  type QueryCanonicalization,
  FIRST_OF_EACH,
  QUERY_CANONICALIZATIONS,
  digestMistakes,
  explainSignature,
  keyMistakes,
  lengthOfRequest,
  maskedName,
  maskedValue,
  percentEncode,
  queryPairs,
} from '@dragoman/protocol-kit';

import type { AliyunSettings } from '../settings.ts';
import { type Parsed, isForm } from '../wire/request.ts';
import { MESSAGES } from './messages.ts';
import { type Signer, otherChecks, openNames, unknownKey } from './signer.ts';

/** What V1 signs: the method, the path and every parameter. */
interface V1Reading extends SigningInput {
  readonly method: string;
  /** The path, as it is written in the string to sign. */
  readonly slash: string;
  /** Without the signature, query before form. */
  readonly pairs: readonly QueryPair[];
  readonly writing: QueryCanonicalization;
  /** How the canonical query is written into the text. */
  readonly outer: (canonical: string) => string;
}

/** Why a V1 signature is rejected; `null` where it is right, and in time, or where a parameter is missing. */
export function explainV1(
  signer: Signer,
  exchange: Exchange,
  { params }: Parsed,
  settings: AliyunSettings,
): Explanation | null {
  const { request } = exchange;
  const digest = params.get('SignatureMethod') === 'HMAC-SHA256' ? 'sha256' : 'sha1';
  const presented = params.get('Signature') ?? '';
  const scheme = `V1 HMAC-${digest.toUpperCase()}`;
  const [inQuery, inForm] = [queryPairs(request.query), isForm(request) ? queryPairs(request.body.toString()) : []];
  const right: V1Reading = {
    secret: signer.accessCredential?.secret ?? '',
    keyOf: (secret) => `${secret}&`,
    digest,
    method: request.method,
    slash: '%2F',
    pairs: unsigned([...inQuery, ...inForm]),
    writing: FIRST_OF_EACH,
    outer: percentEncode,
  };
  const textsOf = (reading: V1Reading): SignedTexts => ({
    canonicalRequest: null,
    stringToSign: textOf(masked(reading, openNames(signer))),
  });
  const { accessCredential } = signer;
  if (accessCredential === null || accessCredential.secret === null) return unknownKey(scheme, signer, textsOf(right));
  const explained = explainSignature<V1Reading>({
    right,
    isRight: false,
    mistakes: [
      ...keyMistakes<V1Reading>(signer.keyId),
      ...digestMistakes<V1Reading>(),
      ...locationMistakes(inQuery, inForm),
      ...writingMistakes(),
      ...formMistakes(),
      ...laterMistakes(right.pairs),
    ],
    others: signer.others,
    length: lengthOfRequest(request),
    textOf,
    presented,
    form: 'base64',
    scheme,
    keyId: signer.keyId,
    identity: accessCredential.identity.id,
    textsOf,
    beside: otherChecks(
      exchange,
      accessCredential,
      { time: params.get('Timestamp'), securityToken: params.get('SecurityToken') },
      settings,
    ),
  });
  return explained.signature?.client !== null && explained.signature?.rightIf.length === 0 ? null : explained;
}

function textOf({ method, slash, pairs, writing, outer }: V1Reading): string {
  return `${method}&${slash}&${outer(writing.write(pairs))}`;
}

function masked(reading: V1Reading, open: ReadonlySet<string>): V1Reading {
  const pairs = reading.pairs.map(({ name, value }): QueryPair => {
    const [masked, maskedAs] = [maskedName(name), maskedValue(name, value, open)];
    return { name: masked, value: maskedAs, raw: `${masked}=${maskedAs}` };
  });
  return { ...reading, pairs };
}

function unsigned(pairs: readonly QueryPair[]): QueryPair[] {
  return pairs.filter(({ name }) => name !== 'Signature');
}

/** Parameters may stand in the query and in a form, and all of them are signed. */
function locationMistakes(inQuery: readonly QueryPair[], inForm: readonly QueryPair[]): SignatureMistake<V1Reading>[] {
  const of = (mistake: string, when: Message, pairs: readonly QueryPair[]): SignatureMistake<V1Reading> => ({
    kind: 'location',
    mistake,
    when,
    remedy: MESSAGES.signBoth,
    make: (right) => ({ ...right, pairs }),
  });
  return inForm.length === 0 || inQuery.length === 0
    ? []
    : [
        of('form-unsigned', MESSAGES.formUnsigned, unsigned(inQuery)),
        of('query-unsigned', MESSAGES.queryUnsigned, unsigned(inForm)),
      ];
}

function writingMistakes(): SignatureMistake<V1Reading>[] {
  const remedy = MESSAGES.signParameters;
  return QUERY_CANONICALIZATIONS.flatMap((writing): SignatureMistake<V1Reading>[] => {
    const common = {
      kind: 'query',
      mistake: writing.name,
      when: MESSAGES.parametersSigned({ how: writing.how }),
      remedy,
    };
    const { encode } = writing;
    return [
      { ...common, make: (right) => ({ ...right, writing }) },
      ...(encode === undefined
        ? []
        : [{ ...common, make: (right: V1Reading): V1Reading => ({ ...right, writing, outer: encode }) }]),
    ];
  });
}

function formMistakes(): SignatureMistake<V1Reading>[] {
  const of = (
    mistake: string,
    when: Message,
    remedy: Message,
    change: Partial<V1Reading>,
  ): SignatureMistake<V1Reading> => ({
    kind: mistake,
    mistake,
    when,
    remedy,
    make: (right) => ({ ...right, ...change }),
  });
  return [
    of('encoded-once', MESSAGES.queryNotTwice, MESSAGES.encodeQuery, { outer: (text) => text }),
    of('encoded-thrice', MESSAGES.queryThrice, MESSAGES.encodeQueryOnce, {
      outer: (text) => percentEncode(percentEncode(text)),
    }),
    of('slash-bare', MESSAGES.pathBare, MESSAGES.writePath, { slash: '/' }),
    ...['GET', 'POST'].map((method) =>
      of('method', MESSAGES.methodSigned({ method }), MESSAGES.signMethod, { method }),
    ),
    {
      kind: 'method',
      mistake: 'method-lower-case',
      when: MESSAGES.methodLowerCase,
      remedy: MESSAGES.methodUpperCase,
      make: (right) => ({ ...right, method: right.method.toLowerCase() }),
    },
    {
      kind: 'signature-included',
      mistake: 'signature-included',
      when: MESSAGES.signatureIncluded,
      remedy: MESSAGES.leaveSignature,
      make: (right) => ({ ...right, pairs: [...right.pairs, { name: 'Signature', value: '', raw: 'Signature=' }] }),
    },
  ];
}

/** A parameter that was added once the rest had been signed. */
function laterMistakes(pairs: readonly QueryPair[]): SignatureMistake<V1Reading>[] {
  return pairs.map(({ name }) => ({
    kind: 'later',
    mistake: 'parameter-unsigned',
    when: MESSAGES.parameterUnsigned({ maskedName: maskedName(name) }),
    remedy: MESSAGES.signParameter({ maskedName: maskedName(name) }),
    make: (right) => ({ ...right, pairs: right.pairs.filter((pair) => pair.name !== name) }),
  }));
}
