import { createHash, createHmac } from 'node:crypto';

import { beforeEach, describe, expect, it } from '@jest/globals';
import { registerIdentity } from '@dragoman/core';
import { type Explanation, requestHead } from '@dragoman/protocol-kit';

import { type Params, type Environment, KEY_ID, commonV1, newEnvironment } from './environment.ts';
import { inEnglish, type InEnglish } from '../../../test/in-english.ts';

const SECRET = 'testSK';
const ELSE = 'the secret key of somebody else';
const HOST = '127.0.0.1:4600';

let environment: Environment;
beforeEach(async () => {
  environment = await newEnvironment();
  await registerIdentity(
    environment.services,
    { id: 'somebody-else', name: 'else', addresses: 'any', attributes: {} },
    [{ kind: 'access-key', lookup: 'AKELSE', secret: ELSE, expiresAt: null }],
  );
});

const strict = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
const sha = (text: string): string => createHash('sha256').update(text).digest('hex');
const time = (offsetMs = 0): string =>
  `${new Date(environment.services.clock.now() + offsetMs).toISOString().slice(0, 19)}Z`;
const named = ({ signature }: InEnglish<Explanation>): string[] =>
  (signature?.rightIf ?? []).map(({ mistake }) => mistake);

async function explainedOf(
  method: string,
  target: string,
  headers: Params = {},
  body = '',
): Promise<InEnglish<Explanation>> {
  const request = { ...requestHead(method, target, { host: HOST, ...headers }), body: Buffer.from(body) };
  const explanation = await environment.door.explain(
    { request, requestId: 'r', receivedAt: environment.services.clock.now() },
    { summary: 'as it was', help: null },
  );
  for (const secret of ['MARKED-SECRET', ELSE, `"${SECRET}`]) expect(JSON.stringify(explanation)).not.toContain(secret);
  return inEnglish(explanation);
}

type Pairs = [string, string][];

/** A V1 signer with every step open to a mistake. */
interface V1Signer {
  method: string;
  slash: string;
  pairs: (pairs: Pairs) => Pairs;
  write: (pairs: Pairs) => string;
  outer: (canonical: string) => string;
  key: string;
  digest: string;
  signature: (signature: string) => string;
  form: 'hex' | 'base64';
  given: Params;
  body: Params;
  target: string;
}

const V1: V1Signer = {
  method: 'POST',
  slash: '%2F',
  pairs: (pairs) => pairs,
  write: (pairs) =>
    pairs
      .toSorted(([left], [right]) => (left < right ? -1 : 1))
      .map(([name, value]) => `${strict(name)}=${strict(value)}`)
      .join('&'),
  outer: strict,
  key: `${SECRET}&`,
  digest: 'sha1',
  signature: (signature) => signature,
  form: 'base64',
  given: {},
  body: {},
  target: '',
};

async function v1(mistakes: Partial<V1Signer> = {}): Promise<InEnglish<Explanation>> {
  const signer = { ...V1, ...mistakes };
  const all = {
    ...commonV1('CreateSecret', time()),
    SecretName: "a b~(*)'é/",
    SecretData: 'MARKED-SECRET of data + more',
    Zeta: '1',
    alpha: '',
    ...signer.given,
  };
  const wire = (params: Params): string =>
    Object.entries(params)
      .map(([name, value]) => `${strict(name)}=${strict(value)}`)
      .join('&');
  const pairs = Object.entries({ ...all, ...signer.body });
  const text = `${signer.method}&${signer.slash}&${signer.outer(signer.write(signer.pairs(pairs)))}`;
  const signature = signer.signature(strict(createHmac(signer.digest, signer.key).update(text).digest(signer.form)));
  return explainedOf(
    'POST',
    `/?${wire(all)}${signer.target}&Signature=${signature}`,
    { 'content-type': 'application/x-www-form-urlencoded' },
    wire(signer.body),
  );
}

const loose = (text: string): string =>
  strict(text).replaceAll('%20', '+').replaceAll('%2A', '*').replaceAll('~', '%7E');
const writing =
  (encode: (text: string) => string) =>
  (pairs: Pairs): string =>
    pairs
      .toSorted(([left], [right]) => (left < right ? -1 : 1))
      .map((pair) => pair.map(encode).join('='))
      .join('&');

const V1_MISTAKES: [string, Partial<V1Signer>][] = [
  ['key-no-ampersand', { key: SECRET }],
  ['key-line-end', { key: `${SECRET}\n&` }],
  ['key-blank', { key: `${SECRET} &` }],
  ['key-is-id', { key: `${KEY_ID}&` }],
  ['hmac-sha256', { digest: 'sha256' }],
  ['hmac-sha1', { given: { SignatureMethod: 'HMAC-SHA256' } }],
  ['plus-for-blank', { write: writing((text) => strict(text).replaceAll('%20', '+')) }],
  ['tilde-encoded', { write: writing((text) => strict(text).replaceAll('~', '%7E')) }],
  ['marks-bare', { write: writing(encodeURIComponent) }],
  ['marks-bare', { write: writing(encodeURIComponent), outer: encodeURIComponent }],
  ['form-encoding', { write: writing(loose), outer: loose }],
  ['query-order', { write: (pairs) => pairs.map((pair) => pair.map(strict).join('=')).join('&') }],
  [
    'query-caseless-order',
    {
      write: (pairs) =>
        pairs
          .toSorted(([left], [right]) => (left.toLowerCase() < right.toLowerCase() ? -1 : 1))
          .map((pair) => pair.map(strict).join('='))
          .join('&'),
    },
  ],
  ['query-decoded', { write: writing((text) => text) }],
  ['query-double-encoded', { write: writing((text) => strict(strict(text))) }],
  ['lower-hex', { write: writing((text) => strict(text).replace(/%../g, (escape) => escape.toLowerCase())) }],
  ['empty-left-out', { pairs: (pairs) => pairs.filter(([, value]) => value !== '') }],
  ['encoded-once', { outer: (text) => text }],
  ['encoded-thrice', { outer: (text) => strict(strict(text)) }],
  ['slash-bare', { slash: '/' }],
  ['method', { method: 'GET' }],
  ['method-lower-case', { method: 'post' }],
  ['signature-included', { pairs: (pairs) => [...pairs, ['Signature', '']] }],
  ['parameter-unsigned', { pairs: (pairs) => pairs.filter(([name]) => name !== 'Zeta') }],
  [
    'form-unsigned',
    {
      body: { PageSize: '1', Extra: 'x' },
      pairs: (pairs) => pairs.filter(([name]) => name !== 'PageSize' && name !== 'Extra'),
    },
  ],
  ['query-unsigned', { body: { PageSize: '1' }, pairs: (pairs) => pairs.filter(([name]) => name === 'PageSize') }],
  [
    'duplicates-last',
    { target: '&Zeta=2', pairs: (pairs) => pairs.map(([name, value]) => [name, name === 'Zeta' ? '2' : value]) },
  ],
  ['query-encoded', { target: '&Zeta=2', pairs: (pairs) => [...pairs, ['Zeta', '2']] }],
  ['signature-form', { form: 'hex' }],
  ['signature-encoding', { signature: (signature) => strict(signature) }],
  ['wrong-identity', { key: `${ELSE}&` }],
];

describe('an explanation of a V1 signature', () => {
  it.each(V1_MISTAKES)('finds %s', async (mistake, signer) => {
    const explanation = await v1(signer);
    expect(named(explanation)).toEqual([mistake]);
    expect(explanation.verdict).toContain('the signature is right if');
    expect([explanation.signature?.keyId, explanation.signature?.identity]).toEqual([KEY_ID, 'tester']);
    expect(explanation.signature?.tried).toBeLessThanOrEqual(200);
    expect(explanation.signature?.server.stringToSign).toMatch(
      /^POST&%2F&AccessKeyId%3DtestAK%26Action%3DCreateSecret%26.*SecretData%3D~masked~%26SecretName%3Da%2520b~/,
    );
  });

  it('finds a signature whose + became a blank', async () => {
    const found = new Set<string>();
    for (const nonce of Array.from({ length: 20 }).keys()) {
      const explanation = await v1({
        given: { SignatureNonce: `n-${nonce}` },
        signature: (signature) => signature.replaceAll('%2B', '+'),
      });
      for (const mistake of named(explanation)) found.add(mistake);
    }
    expect([...found]).toEqual(['signature-encoding']);
  });

  it('finds two mistakes at once, and shows where both sides part', async () => {
    const both = await v1({
      key: SECRET,
      write: writing((text) => strict(text).replaceAll('%20', '+')),
      given: { SecretName: 'a b' },
    });
    expect(named(both).toSorted()).toEqual(['key-no-ampersand', 'plus-for-blank']);
    expect(both.signature?.difference?.server).toContain('a%2520b');
    expect(both.signature?.difference?.client).toContain('a%2Bb');
  });

  it('sees clock, session and swapped keys', async () => {
    expect(named(await v1({ given: { Timestamp: time(1_200_000) } }))).toEqual(['clock']);
    expect(named(await v1({ given: { SecurityToken: 'MARKED-SECRET' } }))).toEqual(['security-token']);
    const swapped = await v1({ key: `${KEY_ID}&`, given: { AccessKeyId: SECRET } });
    expect([named(swapped), swapped.signature?.keyId, swapped.signature?.identity]).toEqual([
      ['swapped-keys'],
      null,
      'tester',
    ]);
    expect(JSON.stringify(swapped)).not.toContain(SECRET);
    const unknown = await v1({ given: { AccessKeyId: 'MARKED-SECRET' } });
    expect(unknown.verdict).toBe('nobody here has this key id');
  });

  it('says that the key is another one where nothing fits, and what was said where all is right', async () => {
    expect((await v1({ key: 'quite another&' })).remedies[0]).toContain('check the secret key');
    expect(await v1()).toMatchObject({ about: 'rule', verdict: 'as it was' });
  });
});

/** An ACS3 signer with every step open to a mistake. */
interface Acs3Signer {
  method: string;
  path: string;
  query: (pairs: Pairs) => string;
  line: (name: string, value: string) => string;
  order: (names: string[]) => string[];
  list: (names: string[]) => string;
  gap: string;
  hash: (body: string) => string;
  text: (canonical: string) => string;
  key: string;
  keyId: string;
  digest: string;
  sent: Partial<{ host: string; stated: string; list: string[]; date: string }>;
}

const ACS3: Acs3Signer = {
  method: 'POST',
  path: '/',
  query: (pairs) =>
    pairs
      .toSorted(([left], [right]) => (left < right ? -1 : 1))
      .map((pair) => pair.map(strict).join('='))
      .join('&'),
  line: (name, value) => `${name}:${value}`,
  order: (names) => names,
  list: (names) => names.join(';'),
  gap: '\n',
  hash: sha,
  text: sha,
  key: SECRET,
  keyId: KEY_ID,
  digest: 'sha256',
  sent: {},
};

const FIELDS: Pairs = [
  ['SecretName', 'a b~(*)é'],
  ['SecretData', 'MARKED-SECRET'],
  ['Zeta', '1'],
  ['alpha', ''],
];

async function acs3(mistakes: Partial<Acs3Signer> = {}): Promise<InEnglish<Explanation>> {
  const signer = { ...ACS3, ...mistakes };
  const body = 'Description=x';
  const { host = HOST, stated = sha(body), list, date = time() } = signer.sent;
  const headers: Record<string, string> = {
    host,
    'x-acs-action': 'CreateSecret',
    'x-acs-version': '2016-01-20',
    'x-acs-date': date,
    'x-acs-signature-nonce': 'n',
    'x-acs-content-sha256': stated,
    'x-acs-secret': 'MARKED-SECRET',
    'content-type': 'application/x-www-form-urlencoded',
  };
  const names = list ?? Object.keys(headers).toSorted();
  const lines =
    signer
      .order(names)
      .map((name) => signer.line(name, headers[name.toLowerCase()] ?? ''))
      .join('\n') + signer.gap;
  const canonical = [
    signer.method,
    signer.path,
    signer.query(FIELDS),
    lines,
    signer.list(names),
    signer.hash(body),
  ].join('\n');
  const signature = createHmac(signer.digest, signer.key)
    .update(`ACS3-HMAC-SHA256\n${signer.text(canonical)}`)
    .digest('hex');
  const credential = `Credential=${signer.keyId}`;
  const authorization = `ACS3-HMAC-SHA256 ${credential},SignedHeaders=${names.join(';')},Signature=${signature}`;
  return explainedOf(
    'POST',
    `/?${FIELDS.map((pair) => pair.map(strict).join('=')).join('&')}`,
    { ...headers, authorization },
    body,
  );
}

const cased = (name: string): string => name.replace(/(^|-)[a-z]/g, (first) => first.toUpperCase());
const NAMES = ['x-acs-date', 'host', 'x-acs-action', 'x-acs-content-sha256'];

const ACS3_MISTAKES: [string, Partial<Acs3Signer>][] = [
  ['key-ampersand', { key: `${SECRET}&` }],
  ['key-line-end', { key: `${SECRET}\n` }],
  ['hmac-sha1', { digest: 'sha1' }],
  ['host-without-port', { line: (name, value) => ACS3.line(name, name === 'host' ? '127.0.0.1' : value) }],
  [
    'host-with-port',
    { line: (name, value) => ACS3.line(name, name === 'host' ? `${value}:443` : value), sent: { host: 'kms.example' } },
  ],
  ['plus-for-blank', { query: (pairs) => ACS3.query(pairs).replaceAll('%20', '+') }],
  ['tilde-encoded', { query: (pairs) => ACS3.query(pairs).replaceAll('~', '%7E') }],
  ['marks-bare', { query: writing(encodeURIComponent) }],
  ['query-order', { query: (pairs) => pairs.map((pair) => pair.map(strict).join('=')).join('&') }],
  ['query-decoded', { query: writing((text) => text) }],
  ['query-double-encoded', { query: writing((text) => strict(strict(text))) }],
  ['query-left-out', { query: () => '' }],
  ['header-order', { order: (names) => names.toSorted(), sent: { list: NAMES } }],
  [
    'header-order',
    { order: (names) => names.toSorted(), list: (names) => names.toSorted().join(';'), sent: { list: NAMES } },
  ],
  ['header-case', { order: (names) => names.map(cased), list: (names) => names.map(cased).join(';') }],
  ['list-case', { order: (names) => names.map((name) => name.toLowerCase()), sent: { list: NAMES.map(cased) } }],
  ['header-gap', { gap: '' }],
  ['body-as-empty', { hash: () => sha('') }],
  ['body-as-braces', { hash: () => sha('{}') }],
  ['body-unsigned', { hash: () => 'UNSIGNED-PAYLOAD' }],
  ['body-hash-stated', { hash: () => sha('another body'), sent: { stated: sha('another body') } }],
  ['body-hash-left-out', { hash: () => '' }],
  ['body-itself', { hash: (body) => body }],
  ['method', { method: 'GET' }],
  ['unhashed', { text: (canonical) => canonical }],
  ['wrong-identity', { key: ELSE }],
];

describe('an explanation of an ACS3 signature', () => {
  it.each(ACS3_MISTAKES)('finds %s', async (mistake, signer) => {
    const explanation = await acs3(signer);
    expect(named(explanation)).toEqual([mistake]);
    expect(explanation.signature?.scheme).toBe('ACS3-HMAC-SHA256');
    expect(explanation.signature?.server.canonicalRequest).toContain('SecretData=~masked~');
  });

  it('sees the clock, swapped keys and a signature that is right', async () => {
    expect(named(await acs3({ sent: { date: time(-3_600_000) } }))).toEqual(['clock']);
    const swapped = await acs3({ key: KEY_ID, keyId: SECRET });
    expect([named(swapped), swapped.signature?.identity]).toEqual([['swapped-keys'], 'tester']);
    expect((await acs3({ keyId: 'MARKED-SECRET' })).verdict).toBe('nobody here has this key id');
    expect(await acs3()).toMatchObject({ about: 'rule' });
  });
});

describe('an explanation of other rejections', () => {
  it('names the nearest operations', async () => {
    const { about, nearest, remedies } = await explainedOf('POST', '/?Action=GetSecretVaule&Version=2016-01-20');
    expect([about, nearest[0]?.operation, remedies[0]]).toEqual([
      'route',
      'GetSecretValue',
      'call Action=GetSecretValue',
    ]);
    expect((await explainedOf('POST', '/?Action=getsecretvalue&Version=2016-01-20')).nearest[0]?.differs).toEqual([
      'the case of the name: GetSecretValue',
    ]);
    expect((await explainedOf('POST', '/?Action=AssumeRoleWithSAML&Version=2015-04-01')).verdict).toContain(
      'not implemented here',
    );
  });

  it('tells bearer tokens apart', async () => {
    const ended = environment.services.clock.now() - 1;
    await registerIdentity(environment.services, { id: 'holder', name: 'holder', addresses: 'any', attributes: {} }, [
      { kind: 'token', lookup: 'old token', secret: null, expiresAt: ended },
    ]);
    const presented = async (token: string): Promise<string> =>
      (
        await explainedOf('POST', '/', {
          'x-acs-bearer-token': token,
          'x-acs-action': 'ListSecrets',
          'x-acs-version': '2016-01-20',
        })
      ).verdict;
    expect(await presented('old token')).toBe(
      `the bearer token of the identity holder expired at ${new Date(ended).toISOString()}`,
    );
    expect(await presented('MARKED-SECRET')).toBe('nobody here holds this bearer token');
    expect(await presented(KEY_ID)).toContain('an access key id of the identity tester');
  });
});
