import { createHmac } from 'node:crypto';

import { beforeEach, describe, expect, it } from '@jest/globals';
import { registerIdentity } from '@dragoman/core';
import { type Explanation, requestHead } from '@dragoman/protocol-kit';

import { signingTime } from '../src/auth/signing-time.ts';
import { derivedKey } from '../src/auth/v11-hmac.ts';
import { type Environment, HOST, KEYS, PROJECT, openEnvironment } from './environment.ts';
import { inEnglish, type InEnglish } from '../../../test/in-english.ts';
import { sha, type Signer, RIGHT, TARGET, MISTAKES } from './signature-mistakes.ts';

let environment: Environment;
beforeEach(async () => {
  environment = await openEnvironment();
  await registerIdentity(
    environment.services,
    { id: 'somebody-else', name: 'else', addresses: 'any', attributes: {} },
    [{ kind: 'access-key', lookup: 'AKELSE', secret: 'the secret key of somebody else', expiresAt: null }],
  );
});

const BODY = '{"name":"n","secret_string":"MARKED-SECRET-of-the-body"}';

/** Signs with mistakes, and answers what the door explains of it. */
async function explained(mistakes: Partial<Signer> = {}): Promise<InEnglish<Explanation>> {
  const signer = { ...RIGHT, ...mistakes };
  const {
    list = ['content-type', 'host', 'x-sdk-date'],
    date = signingTime(environment.services.clock.now()),
    host = HOST,
    body = BODY,
    method = 'PUT',
    target = TARGET,
    contentType = 'application/json',
  } = signer.sent;
  const [path = '', query = ''] = target.split('?');
  const headers: Record<string, string> = {
    host,
    'content-type': contentType,
    'x-sdk-date': date,
    'x-auth-secret': 'MARKED-SECRET-of-a-header',
  };
  const pairs = query
    .split('&')
    .filter((part) => part !== '')
    .map((part) => part.split('=').map((text) => decodeURIComponent(text.replaceAll('+', ' '))) as [string, string]);
  const lines =
    signer
      .headers(list)
      .map((name) => signer.line(name, headers[name.toLowerCase()] ?? ''))
      .join('\n') + signer.gap;
  const canonical = [
    signer.method,
    signer.path(path),
    signer.query(pairs),
    lines,
    signer.list(list),
    signer.body(body),
  ].join('\n');
  const scope = `${date.slice(0, 8)}/cn-north-4/smn`;
  const algorithm = signer.v11 ? 'V11-HMAC-SHA256' : 'SDK-HMAC-SHA256';
  const key = signer.v11 ? derivedKey(signer.keyId, signer.key, scope) : signer.key;
  const toSign = [algorithm, date, ...(signer.v11 ? [scope] : []), signer.text(canonical)].join('\n');
  const signature = createHmac(signer.digest, key).update(toSign).digest(signer.form);
  const access = signer.v11 ? `Credential=${signer.keyId}/${scope}` : `Access=${signer.keyId}`;
  const request = {
    ...requestHead(method, target, {
      ...headers,
      authorization: `${algorithm} ${access}, SignedHeaders=${list.join(';')}, Signature=${signature}`,
    }),
    body: Buffer.from(body),
  };
  const explanation = await environment.door.explain(
    { request, requestId: 'r', receivedAt: environment.services.clock.now() },
    { summary: 'as it was', help: { en: 'as it would help', zh: '如何解决' } },
  );
  expect(JSON.stringify(explanation)).not.toContain('MARKED-SECRET');
  expect(JSON.stringify(explanation)).not.toContain(KEYS.sk);
  return inEnglish(explanation);
}

const named = ({ signature }: InEnglish<Explanation>): string[] =>
  (signature?.rightIf ?? []).map(({ mistake }) => mistake);

describe('an explanation of SDK-HMAC-SHA256', () => {
  it.each(MISTAKES)('finds %s', async (mistake, signer) => {
    const explanation = await explained(signer);
    expect(named(explanation)).toEqual([mistake]);
    const { signature } = explanation;
    expect(explanation.verdict).toContain('the signature is right if');
    expect(explanation.remedies.length).toBe(1);
    expect([signature?.scheme, signature?.keyId, signature?.identity]).toEqual([
      'SDK-HMAC-SHA256',
      KEYS.ak,
      'development',
    ]);
    expect(signature?.tried).toBeLessThanOrEqual(200);
    expect(signature?.server.stringToSign).toMatch(/^SDK-HMAC-SHA256\n\d{8}T\d{6}Z\n[0-9a-f]{64}$/);
  });

  it('shows both sides, and where they part', async () => {
    const { signature } = await explained({ path: (path) => RIGHT.path(path).slice(0, -1) });
    expect(signature?.server.canonicalRequest).toBe(
      [
        'PUT',
        `/v2/${PROJECT}/notifications/topics/a%20b%281%29/`,
        'B=~masked~&b=&limit=10&marker=x%20y~%28z%29%2F',
        'content-type:application/json',
        `host:${HOST}`,
        `x-sdk-date:${signingTime(environment.services.clock.now())}`,
        '',
        'content-type;host;x-sdk-date',
        sha(BODY),
      ].join('\n'),
    );
    expect(signature?.difference).toMatchObject({
      line: 2,
      server: expect.stringMatching(/\/$/),
      client: expect.stringMatching(/[^/]$/),
    });
  });

  it('finds two mistakes at once', async () => {
    const both = await explained({
      path: (path) => RIGHT.path(path).slice(0, -1),
      line: (name, value) => RIGHT.line(name, name === 'host' ? value.replace(/:\d+$/, '') : value),
    });
    expect(named(both).toSorted()).toEqual(['host-without-port', 'no-slash-at-end']);
    expect(both.remedies.length).toBe(2);
  });

  it('says that the key is another one where nothing fits, and tries no more than it may', async () => {
    const { verdict, remedies, signature } = await explained({ key: 'quite another key' });
    expect(verdict).toBe('the signature is not one of this request by this secret key');
    expect([signature?.rightIf, signature?.client, signature?.difference]).toEqual([[], null, null]);
    expect(signature?.tried).toBeLessThanOrEqual(200);
    expect(remedies[0]).toContain('check the secret key');
  });

  it('sees a clock that is wrong beside a signature that is right', async () => {
    const late = await explained({ sent: { date: signingTime(environment.services.clock.now() - 3_600_000) } });
    expect([named(late), late.verdict]).toEqual([
      ['clock'],
      "the signature is right if the client's clock, which is 60 minutes behind, is set right",
    ]);
    expect(named(await explained({ sent: { date: '2026-01-01T00:00:00Z' } }))).toEqual(['date-format']);
    expect(named(await explained({ sent: { list: ['host'] } }))).toEqual(['date-unsigned']);
  });

  it('sees the two halves of a key swapped, and shows neither', async () => {
    const swapped = await explained({ key: KEYS.ak, keyId: KEYS.sk });
    expect([named(swapped), swapped.signature?.identity, swapped.signature?.keyId]).toEqual([
      ['swapped-keys'],
      'development',
      null,
    ]);
    const unknown = await explained({ keyId: 'MARKED-SECRET-as-key-id' });
    expect([unknown.verdict, unknown.signature?.keyId]).toEqual(['nobody here has this key id', null]);
  });

  it('says what the rejection said where the signature is right', async () => {
    expect(await explained()).toEqual({
      about: 'rule',
      verdict: 'as it was',
      remedies: ['as it would help'],
      signature: null,
      nearest: [],
    });
  });
});

describe('an explanation of V11-HMAC-SHA256', () => {
  it.each(MISTAKES.filter(([mistake]) => !mistake.startsWith('key-ampersand')))('finds %s', async (mistake, signer) => {
    expect(named(await explained({ ...signer, v11: true }))).toEqual([mistake]);
  });

  it('finds a key that is not derived', async () => {
    const now = signingTime(environment.services.clock.now());
    const scope = `${now.slice(0, 8)}/cn-north-4/smn`;
    const canonical = [
      'GET',
      `/v2/${PROJECT}/notifications/topics/`,
      '',
      `x-sdk-date:${now}\n`,
      'x-sdk-date',
      sha(''),
    ].join('\n');
    const signature = createHmac('sha256', KEYS.sk)
      .update(`V11-HMAC-SHA256\n${now}\n${scope}\n${sha(canonical)}`)
      .digest('hex');
    const request = {
      ...requestHead('GET', `/v2/${PROJECT}/notifications/topics`, {
        'x-sdk-date': now,
        authorization:
          `V11-HMAC-SHA256 Credential=${KEYS.ak}/${scope}, ` + `SignedHeaders=x-sdk-date, Signature=${signature}`,
      }),
      body: Buffer.alloc(0),
    };
    expect(
      named(
        inEnglish(
          await environment.door.explain(
            { request, requestId: 'r', receivedAt: environment.services.clock.now() },
            null,
          ),
        ),
      ),
    ).toEqual(['underived-key']);
  });
});
