/** Requests to BlueKing's API gateway whose header says who calls. */
import { choicesFrom } from '../random.ts';
import { COMMON_NOTES } from '../notes.ts';
import { type ExpectedError, type Family, type Request, type Vector, distinct } from '../vector-file.ts';
import { APP, NOW, USER_TOKEN, readRequest } from './requests.ts';

type Credentials = Readonly<Record<string, unknown>>;

const HEADER = 'X-Bkapi-Authorization';
const GOOD: Credentials = { bk_app_code: APP.code, bk_app_secret: APP.secret, bk_token: USER_TOKEN };

/** As Python writes JSON, which is how the official client for Python writes this header. */
function pythonJson(value: Credentials): string {
  const fields = Object.entries(value).map(([name, field]) => `${asciiJson(name)}: ${asciiJson(field)}`);
  return `{${fields.join(', ')}}`;
}

function asciiJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[\u0080-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Ways to write the same. */
const WRITINGS: Readonly<Record<string, (value: Credentials) => string>> = {
  'as Python writes it': pythonJson,
  'without blanks': (value) => asciiJson(value),
  'its fields backwards': (value) => pythonJson(Object.fromEntries(Object.entries(value).reverse())),
  'blanks around every token': (value) => pythonJson(value).replace(/[{}:,]/g, (mark) => ` ${mark} `),
  'tabs between its fields': (value) => pythonJson(value).replaceAll(', ', ',\t'),
  'a field that nobody knows': (value) => pythonJson({ ...value, more: 'x' }),
  'a field with a number': (value) => pythonJson({ ...value, more: 1 }),
  'a field with null': (value) => pythonJson({ ...value, more: null }),
  'a field with an object': (value) => pythonJson({ ...value, more: { a: [1, 2] } }),
  'a field in Chinese, escaped': (value) => pythonJson({ ...value, more: '数据' }),
  'a field with quotation marks': (value) => pythonJson({ ...value, more: '"a"' }),
  'letters as escapes': (value) => pythonJson(value).replace('bk_app_code', 'bk_app_cod\\u0065'),
  'an empty field': (value) => pythonJson({ ...value, more: '' }),
};

const NAMINGS: Readonly<Record<string, Credentials>> = {
  'by the names of today': GOOD,
  'by the old names': { app_code: APP.code, app_secret: APP.secret, bk_token: USER_TOKEN },
  'a user name beside the token': { ...GOOD, bk_username: 'admin' },
};

const OPERATIONS = ['get_credential_detail', 'get_account_list', 'create_credential', 'update_credential'];

function requestWith(operation: string, value: string | null, cookie?: string): Request {
  const request = readRequest(operation);
  const named = value === null ? request.headers : [...request.headers, [HEADER, value] as const];
  return { ...request, headers: cookie === undefined ? named : [...named, ['Cookie', cookie] as const] };
}

function valid(): Vector[] {
  const written = OPERATIONS.slice(0, 4).flatMap((operation) =>
    Object.entries(NAMINGS).flatMap(([naming, credentials]) =>
      Object.entries(WRITINGS).map(([writing, write]): Vector => {
        const request = requestWith(operation, write(credentials));
        return { comment: `${operation}: ${naming}, ${writing}`, flags: ['Json'], request, result: 'valid' };
      }),
    ),
  );
  const { bk_token: token, ...app } = GOOD;
  const cookies = OPERATIONS.map((operation): Vector => {
    const request = requestWith(operation, pythonJson(app), `blueking_language=en; bk_token=${String(token)}`);
    return { comment: `${operation}: the token of the user in a cookie`, flags: ['Cookie'], request, result: 'valid' };
  });
  return [...written, ...cookies, ...random(20)];
}

function random(count: number): Vector[] {
  const choices = choicesFrom('blueking-authorization');
  return Array.from({ length: count }, (_, at) => {
    const credentials = { ...choices.pick(Object.values(NAMINGS)), more: choices.text(1 + choices.below(30)) };
    const request = requestWith(choices.pick(OPERATIONS), choices.pick(Object.values(WRITINGS))(credentials));
    return { comment: `parts put together at random, ${at + 1}`, flags: ['PseudoRandom'], request, result: 'valid' };
  });
}

const rejected = (reason: string): ExpectedError => ({
  status: 400,
  code: 1640001,
  message: `Parameters error [reason="${reason}`,
});
const NO_JSON = rejected('request header X-Bkapi-Authorization is not a valid JSON');
const NO_CODE = rejected('app code cannot be empty');
const NO_APP = rejected('app not found');
const NO_SECRET = rejected('please provide bk_app_secret or bk_signature to verify app');
const WRONG_SECRET = rejected('bk_app_code or bk_app_secret is incorrect');
const NO_USER = rejected('user authentication failed, please provide a valid user identity');
const WRONG_TOKEN = rejected('bk_token is not valid');

/** Ways to get a secret, a token or a code wrong. */
const SPOILS: Readonly<Record<string, (text: string) => string>> = {
  'another one': () => 'nobody-has-this',
  'its last character is missing': (text) => text.slice(0, -1),
  'its first character is missing': (text) => text.slice(1),
  'a character more': (text) => `${text}0`,
  'in capitals': (text) => text.toUpperCase(),
  'a blank at its end': (text) => `${text} `,
  'a line break at its end': (text) => `${text}\n`,
  backwards: (text) => Array.from(text).reverse().join(''),
  'it stands twice': (text) => text + text,
  'between quotation marks': (text) => `"${text}"`,
  'in hexadecimal': (text) => Buffer.from(text).toString('hex'),
  'a wildcard': () => '*',
  'a condition of SQL': () => "' OR '1'='1",
};

const MALFORMED: Readonly<Record<string, string>> = {
  'no JSON': 'bk_app_code=vectors',
  'cut short': pythonJson(GOOD).slice(0, -1),
  'a comma too many': pythonJson(GOOD).replace('}', ',}'),
  'single quotation marks': pythonJson(GOOD).replaceAll('"', "'"),
  'in Base64': Buffer.from(pythonJson(GOOD)).toString('base64'),
  'encoded for a URL': encodeURIComponent(pythonJson(GOOD)),
  'a string': '"text"',
  'a number': '7',
  null: 'null',
  true: 'true',
  'two objects': '{}{}',
  'text behind it': `${pythonJson(GOOD)} x`,
  'Bearer in front': `Bearer ${pythonJson(GOOD)}`,
};

type Wrong = readonly [comment: string, flag: string, value: string | null, error: ExpectedError];

function wrongs(): Wrong[] {
  const spoilt = (field: string, flag: string, error: ExpectedError): Wrong[] =>
    Object.entries(SPOILS).map(([comment, spoil]) => {
      const value = pythonJson({ ...GOOD, [field]: spoil(String(GOOD[field])) });
      return [`${field}: ${comment}`, flag, value, error];
    });
  const changed = (comment: string, value: Credentials, error: ExpectedError): Wrong => [
    comment,
    'Missing',
    pythonJson(value),
    error,
  ];
  const { bk_app_code: code, bk_app_secret: secret, bk_token: token } = GOOD;
  return [
    ...spoilt('bk_app_secret', 'WrongKey', WRONG_SECRET),
    ...spoilt('bk_app_code', 'UnknownKey', NO_APP),
    ...spoilt('bk_token', 'WrongToken', WRONG_TOKEN),
    ...Object.entries(MALFORMED).map(([comment, value]): Wrong => [comment, 'MalformedAuthorization', value, NO_JSON]),
    ['no such header', 'Missing', null, NO_CODE],
    ['an empty header', 'Missing', '', NO_CODE],
    changed('an empty object', {}, NO_CODE),
    ['an empty array', 'Missing', '[]', NO_CODE],
    changed('no code', { bk_app_secret: secret, bk_token: token }, NO_CODE),
    changed('an empty code', { ...GOOD, bk_app_code: '' }, NO_CODE),
    changed('no secret', { bk_app_code: code, bk_token: token }, NO_SECRET),
    changed('an empty secret', { ...GOOD, bk_app_secret: '' }, NO_SECRET),
    changed('no user', { bk_app_code: code, bk_app_secret: secret }, NO_USER),
    changed('an empty token', { ...GOOD, bk_token: '' }, NO_USER),
    changed('a token that is a number', { ...GOOD, bk_token: 7 }, NO_USER),
    changed('an access token that nobody has', { access_token: 'none' }, rejected('access_token is invalid')),
    changed(
      'a code of 33 characters',
      { ...GOOD, bk_app_code: 'x'.repeat(33) },
      rejected('app code cannot be longer than 32 characters'),
    ),
    changed(
      'a secret of 129 characters',
      { ...GOOD, bk_app_secret: 'x'.repeat(129) },
      rejected('app secret cannot be longer than 128 characters'),
    ),
  ];
}

function invalid(): Vector[] {
  return OPERATIONS.flatMap((operation) =>
    wrongs().map(([comment, flag, value, error]): Vector => {
      const request = requestWith(operation, value);
      return { comment: `${operation}: ${comment}`, flags: [flag], request, result: 'invalid', error };
    }),
  ).concat(
    Object.entries(WRITINGS)
      .slice(1)
      .flatMap(([writing, write]) =>
        Object.entries(SPOILS)
          .slice(0, 3)
          .map(([comment, spoil]): Vector => {
            const request = requestWith('get_credential_detail', write({ ...GOOD, bk_app_secret: spoil(APP.secret) }));
            return {
              comment: `bk_app_secret: ${comment}, ${writing}`,
              flags: ['WrongKey'],
              request,
              result: 'invalid',
              error: WRONG_SECRET,
            };
          }),
      ),
  );
}

export const AUTHORIZATION_FAMILY: Family = {
  name: 'blueking-authorization',
  algorithm: 'X-Bkapi-Authorization',
  schema: 'signed_request_schema.json',
  header: ["Requests to JOB behind BlueKing's API gateway. Nothing is signed: the header has the secret of the app."],
  notes: {
    ...COMMON_NOTES,
    Json: { bugType: 'BASIC', description: 'The same object in JSON, written in several ways.' },
    Cookie: { bugType: 'BASIC', description: 'The token of the user is in a cookie.' },
    WrongToken: { bugType: 'AUTH_BYPASS', description: 'The token of the user is not the one.' },
  },
  groups: [
    {
      type: 'SignedRequest',
      service: 'blueking',
      key: { appCode: APP.code, appSecret: APP.secret, userToken: USER_TOKEN },
      now: NOW,
      tests: [...distinct(valid()), ...distinct(invalid())],
    },
  ],
};
