/** A machine whose OpenSSL was built without SM2, SM3 and SM4. */
import * as openssl from 'node:crypto';

import { beforeAll, expect, it, jest } from '@jest/globals';

import type * as KeyEnvironments from './key-environment.ts';

const isSm = (name: string): boolean => /^sm[234]/i.test(name);

let environment: KeyEnvironments.KeyEnvironment;
let unsupported: string;
beforeAll(async () => {
  // What OpenSSL has is asked for once, when the modules are loaded.
  jest.unstable_mockModule('node:crypto', () => ({
    ...openssl,
    getCiphers: () => openssl.getCiphers().filter((name) => !isSm(name)),
    getCurves: () => openssl.getCurves().filter((name) => !isSm(name)),
    getHashes: () => openssl.getHashes().filter((name) => !isSm(name)),
  }));
  const { keyEnvironment, UNSUPPORTED } = await import('./key-environment.ts');
  environment = await keyEnvironment();
  unsupported = UNSUPPORTED;
});

it.each(['EC_SM2', 'Aliyun_SM4', 'HMAC_SM3'])(
  'a key of %s is unsupported where OpenSSL lacks what it needs',
  async (KeySpec) => {
    expect(await environment.rejected('CreateKey', { KeySpec })).toBe(unsupported);
  },
);

it('keys of other sorts are made', async () => {
  for (const KeySpec of ['Aliyun_AES_256', 'EC_P256', 'RSA_2048'])
    await environment.ok('CreateKey', { KeySpec, ...(!KeySpec.startsWith('A') && { KeyUsage: 'SIGN/VERIFY' }) });
});
