import { createHmac } from 'node:crypto';

import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Explanation } from '@dragoman/protocol-kit';

import { type Environment, KEY_ID } from './environment.ts';
import { explainedIn, type ExplainedRequest, HOST, newExplainEnvironment } from './explain-environment.ts';
import type { InEnglish } from '../../../test/in-english.ts';
import { SECRET, strict, sha, named, type Pairs, type Acs3Signer, ACS3, ACS3_MISTAKES } from './explain-mistakes.ts';

let environment: Environment;
beforeEach(async () => {
  environment = await newExplainEnvironment();
});

const time = (offsetMs = 0): string =>
  `${new Date(environment.services.clock.now() + offsetMs).toISOString().slice(0, 19)}Z`;

const explainedOf = (...request: ExplainedRequest) => explainedIn(environment, ...request);

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
