import type { ExpectedError } from '../vector-file.ts';

const UNKNOWN_KEY = 'The Access Key ID provided does not exist in our records.';
const ILLEGAL_TIME = 'The input parameter "Timestamp" that is mandatory for processing this request is not supplied.';

const FIXED: Readonly<Record<string, ExpectedError>> = {
  mismatch: {
    status: 400,
    code: 'IncompleteSignature',
    message: 'The request signature does not conform to Aliyun standards.',
  },
  unknownKey: { status: 404, code: 'InvalidAccessKeyId.NotFound', message: UNKNOWN_KEY },
  time: { status: 400, code: 'IllegalTimestamp', message: ILLEGAL_TIME },
  nonce: { status: 400, code: 'SignatureNonceUsed', message: 'Specified signature nonce was used already.' },
};

/** What KMS answers (its page of common errors), by a word, or by `missing:` or `invalid:` and a parameter's name. */
export function errorOf(kind: string): ExpectedError {
  const [word = '', parameter] = kind.split(':');
  if (parameter !== undefined) return ofParameter(word, parameter);
  const fixed = FIXED[word];
  if (fixed === undefined) throw new Error(`no error is called ${kind}`);
  return fixed;
}

/** The two blanks are the vendor's. */
function ofParameter(word: string, parameter: string): ExpectedError {
  return word === 'missing'
    ? { status: 400, code: 'MissingParameter', message: `The parameter  ${parameter}  needed but no provided.` }
    : { status: 400, code: 'InvalidParameter', message: `The specified parameter ${parameter} is not valid.` };
}
