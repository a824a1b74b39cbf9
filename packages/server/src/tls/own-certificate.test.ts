import { X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { randomIds } from '@dragoman/environment';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { openAuthority } from './authority.ts';
import { tlsMaterial } from './material.ts';

const NOW = Date.UTC(2030, 0, 1);
const clock = { now: () => NOW };

let directory: string;
let path: (name: string) => string;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'dragoman-own-'));
  path = (name) => join(directory, name);
  for (const name of ['good', 'other']) {
    const authority = await openAuthority({ tls: { enabled: true, hosts: [] }, dataDir: null, clock, ids: randomIds });
    const { key, cert } = authority.issue({ domains: ['localhost'], addresses: [] });
    writeFileSync(path(`${name}.key`), key);
    writeFileSync(path(`${name}.pem`), cert);
  }
  writeFileSync(path('none'), 'nothing of the kind: top-secret-key-material');
});
afterAll(() => {
  rmSync(directory, { recursive: true });
});

function material(cert: string | undefined, key: string | undefined, now = NOW) {
  const tls = {
    enabled: true,
    hosts: [],
    ...(cert !== undefined && { cert_file: path(cert) }),
    ...(key !== undefined && { key_file: path(key) }),
  };
  return tlsMaterial({ tls, memory: true, data_dir: '' }, { clock: { now: () => now } });
}

describe('a certificate of the user', () => {
  it('is what every client sees, and there is no authority to trust', async () => {
    const tls = await material('good.pem', 'good.key');
    expect(new X509Certificate((await tls?.own())?.cert ?? '').subjectAltName).toBe('DNS:localhost');
    expect(await tls?.forHost('kms.aliyuncs.com')).toBe('own');
    expect(await tls?.authority()).toBeNull();
  });

  it.each([
    [
      'a certificate alone',
      'good.pem',
      undefined,
      /^tls\.cert_file = ".*good\.pem" has no key beside it: give tls\.key_file too$/,
    ],
    [
      'a key alone',
      undefined,
      'good.key',
      /^tls\.key_file = ".*good\.key" has no certificate beside it: give tls\.cert_file too$/,
    ],
    [
      'a file that is not there',
      'missing.pem',
      'good.key',
      /^tls\.cert_file = ".*missing\.pem" cannot be read \(ENOENT\): give the path of a PEM file$/,
    ],
    ['a directory', '.', 'good.key', /^tls\.cert_file = ".*" cannot be read \(EISDIR\): give/],
    ['no certificate', 'none', 'good.key', /^tls\.cert_file = ".*none" does not fit: give a certificate in PEM form$/],
    [
      'no key',
      'good.pem',
      'none',
      /^tls\.key_file = ".*none" does not fit: give a private key in PEM form without a passphrase$/,
    ],
    [
      'the key of another certificate',
      'good.pem',
      'other.key',
      /^tls\.key_file = ".*other\.key" is not the key of .*good\.pem: give the key/,
    ],
  ])('is rejected with one line: %s', async (_what, cert, key, message) => {
    await expect(material(cert, key)).rejects.toThrow(message);
    await expect(material(cert, key)).rejects.not.toThrow('top-secret');
  });

  it('is rejected when it has ended', async () => {
    await expect(material('good.pem', 'good.key', NOW + 8 * 86_400_000)).rejects.toThrow(
      /^tls\.cert_file = ".*" ended on .*: give a certificate that still holds$/,
    );
  });
});

it('is not needed where TLS is off', async () => {
  expect(
    await tlsMaterial({ tls: { enabled: false, hosts: [], cert_file: 'missing' }, memory: true, data_dir: '' }),
  ).toBeNull();
});
