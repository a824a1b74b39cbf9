import { X509Certificate } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { authorityOf, tlsMaterial } from './material.ts';
import { machineNames } from './names.ts';

let dataDir: string;
let notices: string[];
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'dragoman-tls-'));
  notices = [];
});
afterEach(() => {
  rmSync(dataDir, { recursive: true });
});

const settings = (...hosts: string[]) => ({ tls: { enabled: true, hosts }, memory: false, data_dir: dataDir });

async function start(...hosts: string[]) {
  const material = await tlsMaterial(settings(...hosts), { notice: (line) => notices.push(line) });
  if (material === null) throw new Error('https is off');
  return material;
}

/** Which of its names a client would reject the certificate for. */
async function ownNamesOf(material: Awaited<ReturnType<typeof start>>): Promise<string> {
  return new X509Certificate((await material.own()).cert).subjectAltName ?? '';
}

describe('an authority that is made beside a running gateway', () => {
  it('has the names of the settings, whoever asks for it first', async () => {
    const material = await start('bk.example.com');
    expect((await authorityOf(settings())).certificate).toBe(await material.authority());
    expect(await ownNamesOf(material)).toContain('DNS:bk.example.com');
    expect(notices).toEqual([]);
  });

  it('serves the names that it may sign where it was made without those of the settings, and no others', async () => {
    const material = await start('bk.example.com', '10.0.0.7');
    for (const file of ['ca.pem', 'ca.key']) rmSync(join(dataDir, file));
    await authorityOf(settings());
    expect(await ownNamesOf(material)).toBe(
      [...machineNames().map((name) => `DNS:${name}`), 'IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1'].join(', '),
    );
    expect(typeof (await material.forHost('kms.cn-hangzhou.aliyuncs.com'))).toBe('object');
    expect(await material.forHost('bk.example.com')).toBe('none');
    expect(notices).toEqual(
      ['bk.example.com', '10.0.0.7'].map(
        (host) =>
          `https is not served as ${host}, which is not among the names that the authority in ` +
          `"${join(dataDir, 'ca.pem')}" may sign: remove ca.pem there ` +
          'to have a new one made, and let clients trust that one',
      ),
    );
  });
});

describe('names that are added', () => {
  it('have certificates of an authority of their own where the kept one may not sign them', async () => {
    const material = await start('bk.example.com');
    const kept = await material.authority();
    await material.addHosts(['api.bk.example.com', 'localhost', 'kms.cn-hangzhou.aliyuncs.com']);
    expect(await material.authority()).toBe(kept);
    expect(await material.forHost('paas.example.com')).toBe('none');
    await material.addHosts(['paas.example.com']);
    await material.addHosts(['paas.example.com', 'api.paas.example.com']);
    const [first, second, ...rest] =
      ((await material.authority()) ?? '').match(/-----BEGIN[^]*?END CERTIFICATE-----/g) ?? [];
    expect([`${first ?? ''}\n`, rest]).toEqual([kept, []]);
    expect(new X509Certificate(second ?? '').subject).toBe('O=Dragoman\nCN=Dragoman authority of added hosts');
    expect(typeof (await material.forHost('API.paas.example.com'))).toBe('object');
    expect(await material.forHost('example.com')).toBe('none');
  });
});

describe('an authority whose files are damaged', () => {
  it.each<[string, string, () => void]>([
    ['ca.key is missing', 'ca.pem', () => rmSync(join(dataDir, 'ca.key'))],
    ['', 'ca.key', () => truncateSync(join(dataDir, 'ca.key'), 900)],
    ['', 'ca.key', () => truncateSync(join(dataDir, 'ca.key'), 0)],
    ['', 'ca.pem', () => truncateSync(join(dataDir, 'ca.pem'), 700)],
    ['it does not belong to ca.key', 'ca.pem', () => writeFileSync(join(dataDir, 'ca.key'), OTHER_KEY)],
    ['it is not as it was made', 'ca.pem', () => turnBitOf(join(dataDir, 'ca.pem'))],
  ])('is told of at the start, by the file and what to do: %s %s', async (reason, file, damage) => {
    await authorityOf(settings());
    damage();
    const { message } = await start().then(
      () => new Error('nothing is told'),
      (error: unknown) => error as Error,
    );
    expect(message).toContain(`the authority in "${join(dataDir, file)}" cannot be used (${reason}`);
    expect(message).toMatch(/: remove ca\.pem and ca\.key there to have a new authority made, .* trust that one$/);
    expect(message).not.toContain('\n');
  });

  it('is made anew once what is left of it is removed', async () => {
    await authorityOf(settings());
    for (const file of ['ca.pem', 'ca.key']) rmSync(join(dataDir, file));
    const material = await start();
    expect(existsSync(join(dataDir, 'ca.pem'))).toBe(false);
    await material.authority();
    expect(existsSync(join(dataDir, 'ca.pem'))).toBe(true);
  });
});

/** In the name of the certificate: what is left can be read, and another name is in it. */
function turnBitOf(path: string): void {
  const { raw } = new X509Certificate(readFileSync(path));
  const at = raw.indexOf('Dragoman local');
  raw[at] = (raw[at] ?? 0) ^ 1;
  writeFileSync(path, `-----BEGIN CERTIFICATE-----\n${raw.toString('base64')}\n-----END CERTIFICATE-----\n`);
}

/** A key that belongs to nothing here. */
const OTHER_KEY = `-----BEGIN PRIVATE KEY-----
MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g
-----END PRIVATE KEY-----
`;
