import { createHmac } from 'node:crypto';

import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Explanation } from '@dragoman/protocol-kit';

import { type Params, type Environment, KEY_ID, commonV1 } from './environment.ts';
import { explainedIn, type ExplainedRequest, newExplainEnvironment } from './explain-environment.ts';
import type { InEnglish } from '../../../test/in-english.ts';
import { SECRET, strict, named, type V1Signer, V1, writing, V1_MISTAKES } from './explain-mistakes.ts';

let environment: Environment;
beforeEach(async () => {
  environment = await newExplainEnvironment();
});

const time = (offsetMs = 0): string =>
  `${new Date(environment.services.clock.now() + offsetMs).toISOString().slice(0, 19)}Z`;

const explainedOf = (...request: ExplainedRequest) => explainedIn(environment, ...request);

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
