import { createHmac } from 'node:crypto';

import { beforeEach, describe, expect, it } from '@jest/globals';
import { registerIdentity } from '@dragoman/core';
import { type Explanation, requestHead } from '@dragoman/protocol-kit';

import { type Json, type Environment, APP, ACCESS_CREDENTIAL, authorization, newEnvironment } from './environment.ts';
import { inEnglish, type InEnglish } from '../../../test/in-english.ts';

const PATH = '/api/c/compapi/v2/jobv3/create_credential/';
const BODY = '{"credential_password": "MARKED-SECRET", "any": "MARKED-SECRET"}';
const HOST = 'paas.example:8080';

let environment: Environment;
beforeEach(async () => {
  environment = await newEnvironment();
  const now = environment.services.clock.now();
  await registerIdentity(
    environment.services,
    { id: 'somebody-else', name: 'else', addresses: 'any', attributes: {} },
    [
      { kind: 'app', lookup: 'else', secret: 'the secret of another app', expiresAt: null },
      {
        kind: 'token',
        lookup: 'access-of-else',
        secret: null,
        expiresAt: null,
        attributes: { bk: { app_code: 'else', username: 'e' } },
      },
      {
        kind: 'token',
        lookup: 'access-of-old',
        secret: null,
        expiresAt: now - 60_000,
        attributes: { bk: { app_code: 'dragoman' } },
      },
      { kind: 'token', lookup: 'of-another-door', secret: null, expiresAt: null },
      { kind: 'user-token', lookup: 'old-login', secret: null, expiresAt: now - 60_000 },
    ],
  );
});

const named = ({ signature }: InEnglish<Explanation>): string[] =>
  (signature?.rightIf ?? []).map(({ mistake }) => mistake);
const strict = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);

async function explainedOf(
  method: string,
  target: string,
  headers: Record<string, string> = {},
  body = '',
): Promise<InEnglish<Explanation>> {
  const request = { ...requestHead(method, target, { host: HOST, ...headers }), body: Buffer.from(body) };
  const explanation = await environment.door.explain(
    { request, requestId: 'r', receivedAt: environment.services.clock.now() },
    { summary: 'as it was', help: { en: 'as it would help', zh: '如何解决' } },
  );
  for (const secret of ['MARKED-SECRET', APP.bk_app_secret, 'the secret of another app'])
    expect(JSON.stringify(explanation)).not.toContain(secret);
  return inEnglish(explanation);
}

type Pairs = [string, string][];

interface Signer {
  method: string;
  before: string;
  path: string;
  mark: string;
  pairs: (pairs: Pairs) => Pairs;
  write: (pairs: Pairs) => string;
  key: string;
  digest: string;
  form: 'hex' | 'base64';
  nonce: string;
  timestamp: string;
  signature: (signature: string) => string;
}

const decoded = (pairs: Pairs): string =>
  pairs
    .toSorted(([left], [right]) => (left < right ? -1 : 1))
    .map((pair) => pair.join('='))
    .join('&');

const RIGHT: Signer = {
  method: 'POST',
  before: '',
  path: PATH,
  mark: '?',
  pairs: (pairs) => pairs,
  write: decoded,
  key: APP.bk_app_secret,
  digest: 'sha1',
  form: 'base64',
  nonce: '7',
  timestamp: '',
  signature: (text) => text,
};

async function signed(mistakes: Partial<Signer> = {}): Promise<InEnglish<Explanation>> {
  const signer = { ...RIGHT, ...mistakes };
  const now = String(Math.floor(environment.services.clock.now() / 1_000));
  const query: Pairs = [
    ['z', 'x y~(é)'],
    ['bk_app_code', 'dragoman'],
    ['bk_nonce', signer.nonce],
    ['bk_timestamp', signer.timestamp || now],
    ['marked', 'MARKED-SECRET'],
  ];
  const signed = signer.write(signer.pairs([...query, ['data', BODY]]));
  const text = `${signer.method}${signer.before}${signer.path}${signer.mark}${signed}`;
  const signature = signer.signature(createHmac(signer.digest, signer.key).update(text).digest(signer.form));
  const sent = [...query, ['bk_signature', signature]].map((pair) => pair.map(strict).join('=')).join('&');
  return explainedOf('POST', `${PATH}?${sent}`, authorization({ bk_app_code: 'dragoman' }), BODY);
}

const MISTAKES: [string, Partial<Signer>][] = [
  ['key-ampersand', { key: `${APP.bk_app_secret}&` }],
  ['key-line-end', { key: `${APP.bk_app_secret}\n` }],
  ['key-blank', { key: `${APP.bk_app_secret} ` }],
  ['key-is-id', { key: 'dragoman' }],
  ['hmac-sha256', { digest: 'sha256' }],
  ['no-slash-at-end', { path: PATH.slice(0, -1) }],
  ['host-signed', { before: HOST }],
  ['host-without-port', { before: 'paas.example' }],
  ['host-signed', { before: `http://${HOST}` }],
  ['no-question-mark', { mark: '' }],
  ['body-unsigned', { pairs: (pairs) => pairs.filter(([name]) => name !== 'data') }],
  ['body-as-empty', { pairs: (pairs) => pairs.map(([name, value]) => [name, name === 'data' ? '' : value]) }],
  ['body-as-braces', { pairs: (pairs) => pairs.map(([name, value]) => [name, name === 'data' ? '{}' : value]) }],
  [
    'body-at-end',
    {
      write: (pairs) =>
        [decoded(pairs.filter(([name]) => name !== 'data')), decoded(pairs.filter(([name]) => name === 'data'))].join(
          '&',
        ),
    },
  ],
  ['signature-included', { pairs: (pairs) => [...pairs, ['bk_signature', '']] }],
  ['query-order', { write: (pairs) => pairs.map((pair) => pair.join('=')).join('&') }],
  ['query-encoded', { write: (pairs) => decoded(pairs.map((pair) => pair.map(strict) as [string, string])) }],
  [
    'plus-for-blank',
    {
      write: (pairs) =>
        decoded(pairs.map((pair) => pair.map((text) => strict(text).replaceAll('%20', '+')) as [string, string])),
    },
  ],
  ['marks-bare', { write: (pairs) => decoded(pairs.map((pair) => pair.map(encodeURIComponent) as [string, string])) }],
  ['method', { method: 'GET' }],
  ['method-lower-case', { method: 'post' }],
  ['signature-form', { form: 'hex' }],
  ['signature-encoding', { signature: strict }],
  ['wrong-identity', { key: 'the secret of another app' }],
];

describe('an explanation of bk_signature', () => {
  it.each(MISTAKES)('finds %s', async (mistake, signer) => {
    const explanation = await signed(signer);
    expect(named(explanation)).toEqual([mistake]);
    expect([explanation.signature?.keyId, explanation.signature?.identity, explanation.signature?.scheme]).toEqual([
      'dragoman',
      'development',
      'bk_signature',
    ]);
    expect(explanation.signature?.server.stringToSign).toMatch(
      new RegExp(
        '^POST/api/c/compapi/v2/jobv3/create_credential/[?]bk_app_code=dragoman&bk_nonce=7&' +
          'bk_timestamp=[0-9]+&data=~masked~&marked=~masked~&z=~masked~$',
      ),
    );
    expect(explanation.signature?.tried).toBeLessThanOrEqual(200);
  });

  it('finds two at once, a clock and a nonce', async () => {
    expect(named(await signed({ path: PATH.slice(0, -1), key: `${APP.bk_app_secret}\n` })).toSorted()).toEqual([
      'key-line-end',
      'no-slash-at-end',
    ]);
    expect(
      named(await signed({ timestamp: String(Math.floor(environment.services.clock.now() / 1_000) - 3_600) })),
    ).toEqual(['clock']);
    expect(named(await signed({ timestamp: 'soon' }))).toEqual(['date-format']);
    expect(named(await signed({ nonce: '-1' }))).toEqual(['nonce']);
  });

  it('says what it knows where nothing fits, and where all is right', async () => {
    expect((await signed({ key: 'quite another' })).remedies[0]).toContain('check the secret key');
    expect(await signed()).toMatchObject({ about: 'rule', verdict: 'as it was', remedies: ['as it would help'] });
  });
});

describe('an explanation of an app', () => {
  const presented = async (accessCredentials: Json): Promise<string> =>
    (await explainedOf('POST', PATH, authorization(accessCredentials), BODY)).verdict;

  it('says whose a secret is, and what is wrong with it', async () => {
    expect(await presented({ ...ACCESS_CREDENTIAL, bk_app_secret: 'the secret of another app' })).toBe(
      'this is the secret of the app else, of the identity somebody-else',
    );
    expect(await presented({ bk_app_code: APP.bk_app_secret, bk_app_secret: 'dragoman' })).toBe(
      'the secret of the app dragoman is given as its code',
    );
    expect(await presented({ ...ACCESS_CREDENTIAL, bk_app_secret: `${APP.bk_app_secret}\n` })).toContain(
      'blanks or line breaks',
    );
    expect(await presented({ ...ACCESS_CREDENTIAL, bk_app_secret: 'dragoman' })).toContain(
      'the app code is given as the secret',
    );
    expect(await presented({ ...ACCESS_CREDENTIAL, bk_app_secret: 'MARKED-SECRET' })).toBe(
      'this is not the secret of the app dragoman',
    );
    expect(await presented({ ...ACCESS_CREDENTIAL, bk_app_code: 'MARKED-SECRET' })).toBe(
      'nobody here has this app code',
    );
  });

  it('tells tokens apart', async () => {
    expect(await presented({ ...APP, bk_token: 'old-login' })).toMatch(
      /^the bk_token of the identity somebody-else expired at /,
    );
    expect(await presented({ ...APP, bk_token: 'MARKED-SECRET' })).toBe('nobody here holds this bk_token');
    expect(await presented({ ...APP, bk_token: 'access-of-else' })).toContain(
      'but a token of the identity somebody-else of another kind',
    );
    expect(await presented({ ...APP, access_token: 'access-of-old' })).toMatch(
      /^the access token of the identity somebody-else expired at /,
    );
    expect(await presented({ ...APP, access_token: 'access-of-else' })).toBe(
      'the access token belongs to the app else',
    );
    expect(await presented({ ...APP, access_token: 'of-another-door' })).toContain('was given through another door');
  });
});

describe('an explanation of a route', () => {
  it.each([
    ['POST', '/api/c/compapi/v2/jobv3/create_credentials/', 'create_credential'],
    ['POST', '/api/bk-job/prod/api/v3/create_credental', 'create_credential'],
    ['GET', '/api/bk-job/prod/api/v3/create_credential', 'create_credential'],
    ['POST', '/api/job/v3/job-manage/get_credential_details', 'get_credential_detail'],
  ])('names the nearest API of %s %s', async (method, path, operation) => {
    const { about, nearest } = await explainedOf(method, path);
    expect([about, nearest[0]?.operation]).toEqual(['route', operation]);
    expect(nearest[0]?.differs.length).toBeGreaterThan(0);
  });

  it('knows an API that is not here, and the web console’s', async () => {
    expect((await explainedOf('POST', '/api/c/compapi/v2/jobv3/fast_execute_script/')).verdict).toContain(
      'not implemented here',
    );
    environment = await newEnvironment({ settings: { web_console: true } });
    expect((await explainedOf('GET', '/job-manage/web/credentials/scope/biz/2/basic/lst')).about).toBe('route');
  });
});
