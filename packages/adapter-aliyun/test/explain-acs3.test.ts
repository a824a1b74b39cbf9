import { createHmac } from 'node:crypto';

import { beforeEach, describe, expect, it } from '@jest/globals';
import { registerIdentity } from '@dragoman/core';
import { type Explanation, requestHead } from '@dragoman/protocol-kit';

import { type Params, type Environment, KEY_ID, newEnvironment } from './environment.ts';
import { inEnglish, type InEnglish } from '../../../test/in-english.ts';
import {
  SECRET,
  ELSE,
  strict,
  sha,
  named,
  type Pairs,
  type Acs3Signer,
  ACS3,
  ACS3_MISTAKES,
} from './explain-mistakes.ts';

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

const time = (offsetMs = 0): string =>
  `${new Date(environment.services.clock.now() + offsetMs).toISOString().slice(0, 19)}Z`;

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
