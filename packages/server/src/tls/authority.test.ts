import { X509Certificate } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';

import { randomIds } from '@dragoman/environment';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { type Authority, openAuthority, openAuthorityForHosts } from './authority.ts';
import { Certificates } from './certificates.ts';
import { machineNames, ownNames, signingNames } from './names.ts';

const DAY_MS = 86_400_000;
const START = Date.UTC(2030, 0, 1);

let dataDir: string;
let now: number;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'dragoman-tls-'));
  now = START;
});
afterEach(() => {
  rmSync(dataDir, { recursive: true });
});

const clock = { now: () => now };

function open(hosts: readonly string[] = [], directory: string | null = dataDir): Promise<Authority> {
  return openAuthority({ tls: { enabled: true, hosts: [...hosts] }, dataDir: directory, clock, ids: randomIds });
}

describe('the authority', () => {
  it('is kept for its owner alone, and is the same at the next start', async () => {
    const { certificate } = await open();
    expect(readdirSync(dataDir).toSorted()).toEqual(['ca.key', 'ca.pem']);
    for (const file of ['ca.key', 'ca.pem']) expect(statSync(join(dataDir, file)).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(dataDir, 'ca.pem'), 'utf8')).toBe(certificate);
    expect((await open()).certificate).toBe(certificate);
  });

  it('is one, whoever is first of many', async () => {
    const opened = await Promise.all(Array.from({ length: 4 }, () => open()));
    expect(new Set(opened.map(({ certificate }) => certificate)).size).toBe(1);
    expect(readdirSync(dataDir).toSorted()).toEqual(['ca.key', 'ca.pem']);
  });

  it('says what it is, names no machine, and signs itself', async () => {
    const certificate = new X509Certificate((await open()).certificate);
    expect(certificate.subject).toBe('O=Dragoman\nCN=Dragoman local authority');
    expect(certificate.ca).toBe(true);
    expect(certificate.verify(certificate.publicKey)).toBe(true);
    expect([Date.parse(certificate.validFrom), Date.parse(certificate.validTo)]).toEqual([
      START - 365 * DAY_MS,
      START + 3_650 * DAY_MS,
    ]);
  });

  it('writes nothing in memory', async () => {
    const first = await open([], null);
    expect((await open([], null)).certificate).not.toBe(first.certificate);
    expect(readdirSync(dataDir)).toEqual([]);
  });

  it('may sign what was named when it was made, and says which name it may not', async () => {
    const open = (hosts: string[]) =>
      openAuthorityForHosts({ tls: { enabled: true, hosts }, dataDir, clock, ids: randomIds });
    await open(['bk.example.com', '10.0.0.7', 'fd00::7']);
    await open(['api.bk.example.com', '10.0.0.7', 'FD00:0::7', 'kms.cn-hangzhou.aliyuncs.com', '127.9.9.9']);
    for (const host of ['example.com', 'xbk.example.com', '10.0.0.8', 'fd00::8']) {
      await expect(open([host])).rejects.toThrow(
        `tls.hosts = "${host}" is not among the names that the authority in "${join(dataDir, 'ca.pem')}" ` +
          'may sign: remove ca.pem there',
      );
    }
  });

  it('may sign the names of this machine, as its containers have them too', async () => {
    const authority = await open();
    expect(machineNames()).toEqual(
      expect.arrayContaining([
        'localhost',
        'host.docker.internal',
        'gateway.docker.internal',
        hostname().toLowerCase(),
      ]),
    );
    expect(authority.notPermitted({ domains: machineNames(), ranges: [] })).toEqual([]);
  });

  it('is made anew for the kept key when its certificate is removed', async () => {
    const before = new X509Certificate((await open()).certificate);
    rmSync(join(dataDir, 'ca.pem'));
    const after = new X509Certificate((await open(['new.example.com'])).certificate);
    expect(after.checkIssued(before)).toBe(true);
    expect(after.publicKey.equals(before.publicKey)).toBe(true);
  });

  it.each([
    [
      'a key that is missing',
      (): void => {
        rmSync(join(dataDir, 'ca.key'));
      },
      'ca.key is missing',
    ],
    [
      'a key of another',
      (): void => {
        writeFileSync(join(dataDir, 'ca.key'), otherKey);
      },
      'it does not belong to ca.key',
    ],
    [
      'a certificate that is none',
      (): void => {
        writeFileSync(join(dataDir, 'ca.pem'), 'none');
      },
      'PEM',
    ],
    [
      'a key that is none',
      (): void => {
        writeFileSync(join(dataDir, 'ca.key'), 'none');
      },
      'ca.key" cannot be used',
    ],
    [
      'a time that is over',
      (): void => {
        now += 3_650 * DAY_MS;
      },
      'it ended on',
    ],
    [
      'a time that is not there yet',
      (): void => {
        now -= 366 * DAY_MS;
      },
      'it begins on',
    ],
  ])('is rejected with %s, and nothing is changed', async (_what, damage, reason) => {
    await open([], dataDir);
    damage();
    const files = readdirSync(dataDir);
    await expect(open()).rejects.toThrow(reason);
    await expect(open()).rejects.toThrow(/remove ca\.pem and ca\.key there to have a new authority made/);
    expect(readdirSync(dataDir)).toEqual(files);
  });

  it('cannot be kept where nothing can be written', async () => {
    const file = join(dataDir, 'file');
    writeFileSync(file, '');
    await expect(open([], join(file, 'below'))).rejects.toThrow(
      /cannot be kept in .*give a --data-dir that can be written/,
    );
    expect(existsSync(join(file, 'below'))).toBe(false);
  });
});

describe('a leaf', () => {
  it('is for its names, from a day ago on for a week, and signed by the authority', async () => {
    const authority = await open();
    const leaf = new X509Certificate(
      authority.issue({ domains: ['kms.cn-north-4.myhuaweicloud.com'], addresses: ['127.0.0.1', '::1'] }).cert,
    );
    expect(leaf.subjectAltName).toBe(
      'DNS:kms.cn-north-4.myhuaweicloud.com, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1',
    );
    expect(leaf.ca).toBe(false);
    const issuer = new X509Certificate(authority.certificate);
    expect(leaf.checkIssued(issuer) && leaf.verify(issuer.publicKey)).toBe(true);
    expect([Date.parse(leaf.validFrom), Date.parse(leaf.validTo)]).toEqual([START - DAY_MS, START + 7 * DAY_MS]);
  });

  it('ends with the authority at the latest', async () => {
    const authority = await open();
    now += 3_648 * DAY_MS;
    const leaf = new X509Certificate(authority.issue({ domains: ['localhost'], addresses: [] }).cert);
    expect(leaf.validTo).toBe(new X509Certificate(authority.certificate).validTo);
  });
});

describe('the certificates', () => {
  async function certificates(hosts: string[] = []): Promise<Certificates> {
    const tls = { enabled: true, hosts };
    return new Certificates(await open(hosts, null), { own: ownNames(tls), signing: signingNames(tls) }, clock);
  }

  it('are kept until a day before they end', async () => {
    const kept = await certificates();
    const [own, host] = [kept.own(), kept.forHost('kms.aliyuncs.com')];
    now += 5.9 * DAY_MS;
    expect([kept.own(), kept.forHost('KMS.aliyuncs.com')]).toEqual([own, host]);
    expect(kept.forHost('kms.aliyuncs.com')).toBe(host);
    now += 0.1 * DAY_MS;
    expect(kept.own().cert).not.toBe(own.cert);
    expect(kept.forHost('kms.aliyuncs.com')).not.toBe(host);
  });

  it('are made anew when the clock was set back, so that none begins in the future', async () => {
    const kept = await certificates();
    const [own, host] = [kept.own(), kept.forHost('kms.aliyuncs.com')];
    now -= 2 * DAY_MS;
    expect(kept.own()).not.toBe(own);
    expect(Date.parse(new X509Certificate(kept.own().cert).validFrom)).toBe(now - DAY_MS);
    const reissued = kept.forHost('kms.aliyuncs.com');
    expect(reissued).not.toBe(host);
    expect(kept.forHost('kms.aliyuncs.com')).toBe(reissued);
  });

  it('are bounded in number: the one that nobody asked for the longest goes', async () => {
    const kept = await certificates();
    const [first, second] = [kept.forHost('first.aliyuncs.com'), kept.forHost('second.aliyuncs.com')];
    for (let count = 0; count < 62; count += 1) kept.forHost(`n${count}.aliyuncs.com`);
    expect(kept.forHost('first.aliyuncs.com')).toBe(first);
    kept.forHost('one-more.aliyuncs.com');
    expect(kept.forHost('first.aliyuncs.com')).toBe(first);
    expect(kept.forHost('second.aliyuncs.com')).not.toBe(second);
  });

  it('are the own one for this machine and hosts that were named, and none for hosts of others', async () => {
    const kept = await certificates(['BK.example.com', '10.0.0.7']);
    expect(new X509Certificate(kept.own().cert).subjectAltName).toBe(
      [
        ...machineNames().map((name) => `DNS:${name}`),
        'DNS:bk.example.com, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1, IP Address:10.0.0.7',
      ].join(', '),
    );
    for (const name of [...machineNames(), 'bk.example.com']) expect(kept.forHost(name)).toBe('own');
    for (const name of [
      'example.com',
      'com',
      '',
      '.',
      '.aliyuncs.com',
      'a.aliyuncs.com.',
      '*.aliyuncs.com',
      'a b.aliyuncs.com',
      '__proto__',
      `${'a.'.repeat(127)}aliyuncs.com`,
    ]) {
      expect(kept.forHost(name)).toBe('none');
    }
    expect(typeof kept.forHost('api.bk.example.com')).toBe('object');
  });
});

/** A key that belongs to nothing here. */
const otherKey = `-----BEGIN PRIVATE KEY-----
MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g
-----END PRIVATE KEY-----
`;
