import { COMMON_NOTES } from '../notes.ts';
import { REPEATED } from '../request-parts.ts';
import { type ExpectedError, type Family, type Vector, distinct } from '../vector-file.ts';
import { APP, NOW, USER_TOKEN } from './requests.ts';
import { type Rejection, changes } from './signature-changes.ts';
import { goodCases, readDraft, writeDraft } from './signature-drafts.ts';
import { type Draft, requestOf, sign, withParam } from './signature-scheme.ts';

const rejected = (message: string): ExpectedError => ({ status: 200, code: 1306000, message });

/** As ESB says them (`esb/utils/func_ctrl.py`). */
const ERRORS: Readonly<Record<Rejection, ExpectedError>> = {
  mismatch: rejected('Signature [bk_signature] verification failed, please provide valid parameters and signature'),
  unknownApp: rejected('Invalid APP Code [bk_app_code='),
  noApp: rejected('APP Code [bk_app_code] cannot be empty'),
  nothing: rejected('Signature [bk_signature] and APP Secret [bk_app_secret] cannot be empty at the same time'),
  noNonce: rejected('Parameter bk_nonce does not exist'),
  nonce: rejected('Parameter bk_nonce is illegal'),
  nonceSign: rejected('Parameter bk_nonce is illegal, it must be a positive integer'),
  noTime: rejected('Parameter bk_timestamp does not exist'),
  time: rejected('Parameter bk_timestamp is illegal, due to non-time format'),
  expired: rejected('Parameter bk_timestamp is illegal, because it has expired'),
};

function good(comment: string, flags: readonly string[], draft: Draft, name?: string): Vector {
  const signed = sign(draft);
  const { stringToSign, signature } = signed;
  return { comment, flags, request: requestOf(signed, signature, name), stringToSign, signature, result: 'valid' };
}

function valid(): Vector[] {
  return [
    ...goodCases().map(({ comment, flags, draft }) => good(comment, flags, draft)),
    ...[readDraft, writeDraft].map((base) => {
      const draft = base('by its old name');
      return good(`signature: by its old name (${draft.method})`, ['OldName'], draft, 'signature');
    }),
  ];
}

/** No client sends these: ESB reads the last value of a name. */
function acceptable(): Vector[] {
  return REPEATED.map(({ comment, pairs }): Vector => {
    const draft = readDraft(`query: ${comment}`);
    const named = pairs.map(([name, value]) => [`x${name}`, value] as const);
    const vector = good(`query: ${comment}`, ['RepeatedName'], { ...draft, query: [...named, ...draft.query] });
    return { ...vector, result: 'acceptable' };
  });
}

function bases(): { readonly short: string; readonly draft: Draft }[] {
  const full = (draft: Draft): Draft =>
    withParam(withParam(withParam(draft, 'Zname', "a b+c~*!'/"), 'aName', '数'), 'xempty', '');
  return [
    { short: 'a GET', draft: full(readDraft('spoilt: a GET')) },
    { short: 'a GET with few parameters', draft: readDraft('spoilt: few') },
    { short: 'a POST', draft: writeDraft('spoilt: a POST') },
    { short: 'a POST with a query', draft: full(writeDraft('spoilt: a POST with a query')) },
  ];
}

function invalid(): Vector[] {
  return bases().flatMap(({ short, draft }) => {
    const signed = sign(draft);
    return changes().flatMap(({ comment, flag, error, apply }): Vector[] => {
      const request = apply(signed);
      if (request === null) return [];
      return [{ comment: `${comment} (${short})`, flags: [flag], request, result: 'invalid', error: ERRORS[error] }];
    });
  });
}

export const SIGNATURE_FAMILY: Family = {
  name: 'blueking-signature',
  algorithm: 'HMAC-SHA1',
  schema: 'signed_request_schema.json',
  header: [
    'Requests to JOB behind the ESB of BlueKing that bear bk_signature in place of the secret of the app.',
    'An ESB that runs on Python 3 formats the body of a POST as bytes, and takes no signature of one.',
  ],
  notes: {
    ...COMMON_NOTES,
    Blank: { bugType: 'CANONICALIZATION', description: 'A blank is signed as it is, whatever the wire does.' },
    PlusSign: { bugType: 'CANONICALIZATION', description: 'In a query, + on the wire is a blank; %2B is a plus sign.' },
    Form: { bugType: 'CANONICALIZATION', description: 'The wire encodes as forms do; what is signed is decoded.' },
    OldName: { bugType: 'LEGACY', description: 'The parameter is named signature.' },
    MalformedNonce: { bugType: 'EDGE_CASE', description: 'The nonce is no positive integer.' },
    RepeatedName: { bugType: 'EDGE_CASE', description: 'A name stands more than once: the last value counts.' },
  },
  groups: [
    {
      type: 'SignedRequest',
      service: 'blueking',
      key: { appCode: APP.code, appSecret: APP.secret, userToken: USER_TOKEN },
      now: NOW,
      tests: [...distinct(valid()), ...distinct(acceptable()), ...distinct(invalid())],
    },
  ],
};
