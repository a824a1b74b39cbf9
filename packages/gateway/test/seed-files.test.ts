import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterAll, afterEach, describe, expect, it } from '@jest/globals';

import { controlClient } from '../src/index.ts';
import { openApiCaller } from './support/aliyun.ts';
import { gatewayForTest, type TestGateway } from './support/gateway.ts';
import { huaweiClient } from './support/huawei.ts';
import { runCli, scratchDirectory } from './support/process.ts';

const directory = scratchDirectory();
afterAll(() => {
  directory.remove();
});

const running: TestGateway[] = [];
afterEach(async () => {
  for (const gateway of running.splice(0)) await gateway.close();
});

async function started(flags: Readonly<Record<string, string>>): Promise<TestGateway> {
  const gateway = await gatewayForTest(flags);
  running.push(gateway);
  return gateway;
}

async function ended(gateway: TestGateway): Promise<void> {
  running.splice(running.indexOf(gateway), 1);
  await gateway.close();
}

let files = 0;

function seedFile(text: string): string {
  files += 1;
  const path = join(directory.path, `seeds-${files}.yaml`);
  writeFileSync(path, text);
  return path;
}

const DOCUMENTED =
  /```yaml\n([\s\S]*?)```/.exec(
    readFileSync(fileURLToPath(new URL('../../../docs/seeding.md', import.meta.url)), 'utf8'),
  )?.[1] ?? '';
const PROJECT = '0a10000000000000000000000000c1c1';
const KEYS = { accessKeyId: 'CIKEY000000000000001', accessKeySecret: 'an-access-key-secret-for-tests' };

const stateOf = async (gateway: TestGateway): Promise<string> =>
  (await controlClient({ url: gateway.url }).state.hash()).hash;

describe('the documented seeds', () => {
  const huawei = (gateway: TestGateway) =>
    huaweiClient(gateway.url, { ak: KEYS.accessKeyId, sk: KEYS.accessKeySecret }, PROJECT);
  const aliyun = (gateway: TestGateway) => (action: string, parameters: Record<string, string>) =>
    openApiCaller(gateway.host)(action, parameters, { keys: KEYS });
  const bk = async (gateway: TestGateway, operation: string, fields: object): Promise<unknown> => {
    const body = JSON.stringify({
      bk_app_code: 'ci',
      bk_app_secret: 'an-app-secret-for-tests',
      bk_token: 'a-login-token-for-tests',
      bk_scope_type: 'biz',
      bk_scope_id: '7',
      ...fields,
    });
    const response = await fetch(`${gateway.url}/api/c/compapi/v2/jobv3/${operation}/`, {
      method: 'POST',
      body: Buffer.from(body),
    });
    return response.json();
  };

  it('are read at every door: values, versions, labels, tags, rotation', async () => {
    const gateway = await started({ 'seed-file': seedFile(DOCUMENTED) });
    expect(await huawei(gateway).call('GET', 'secrets/orders-database/versions/next')).toMatchObject({
      version: { secret_string: 'the-third-password', version_metadata: { version_stages: ['SYSCURRENT', 'blue'] } },
    });
    expect(await huawei(gateway).call('GET', 'secrets/orders-database/versions')).toMatchObject({
      version_metadatas: { length: 3 },
    });
    expect(await huawei(gateway).call('GET', 'secrets/rotates-daily')).toMatchObject({
      secret: { auto_rotation: true, rotation_period: '86400s', secret_type: 'RDS-FG' },
    });
    const read = aliyun(gateway);
    expect(await read('GetSecretValue', { SecretName: 'orders-database' })).toMatchObject({
      SecretData: 'the-third-password',
      VersionId: 'next',
    });
    expect(await read('GetSecretValue', { SecretName: 'orders-database', VersionId: 'v2' })).toMatchObject({
      SecretData: 'the-second-password',
      VersionStages: { VersionStage: [] },
    });
    await expect(read('GetSecretValue', { SecretName: 'goes-in-a-week' })).rejects.toMatchObject({
      code: 'Rejected.ResourceInDeleteWindow',
    });
    expect(await huawei(gateway).call('GET', 'secrets/goes-in-a-week')).toMatchObject({
      secret: { state: 'PENDING_DELETE' },
    });
    expect(await read('DescribeSecret', { SecretName: 'orders-database', FetchTags: 'true' })).toMatchObject({
      Tags: { Tag: [{ TagKey: 'team' }, { TagKey: 'stage', TagValue: 'test' }] },
    });
    expect(await read('GetSecretValue', { SecretName: 'jump-host' })).toMatchObject({
      SecretData: expect.stringContaining('a-password-of-the-jump-host'),
    });
    expect(await bk(gateway, 'get_credential_detail', { id: '0198f2d4000040008000000000000001' })).toMatchObject({
      data: { name: 'jump-host', type: 'USERNAME_PASSWORD', creator: 'ci' },
    });
    expect(gateway.lines.filter((line) => !line.startsWith('rejected'))).toEqual([]);
  });

  it('encrypt by the given material as they do everywhere', async () => {
    const [one, two] = [
      await started({ 'seed-file': seedFile(DOCUMENTED) }),
      await started({ 'seed-file': seedFile(DOCUMENTED) }),
    ];
    const { CiphertextBlob } = await aliyun(one)('Encrypt', {
      KeyId: '0198f2d4-0000-4000-8000-00000000000a',
      Plaintext: 'dGV4dA==',
    });
    expect(await aliyun(two)('Decrypt', { CiphertextBlob: String(CiphertextBlob) })).toMatchObject({
      Plaintext: 'dGV4dA==',
    });
  });

  it('let the user get a token by the password', async () => {
    const gateway = await started({ 'seed-file': seedFile(DOCUMENTED) });
    const login = {
      auth: {
        identity: {
          methods: ['password'],
          password: { user: { name: 'ci', password: 'A-Password-4-Tests', domain: { name: 'team' } } },
        },
        scope: { project: { id: PROJECT } },
      },
    };
    const issued = await fetch(`${gateway.url}/v3/auth/tokens`, {
      method: 'POST',
      body: JSON.stringify(login),
      headers: { 'Content-Type': 'application/json' },
    });
    expect(issued.status).toBe(201);
    const token = issued.headers.get('x-subject-token') ?? '';
    expect(
      (await fetch(`${gateway.url}/v1/${PROJECT}/secrets/rotates-daily`, { headers: { 'X-Auth-Token': token } }))
        .status,
    ).toBe(200);
  });

  it('rotate what a door rotates, and take no value by hand for what Aliyun manages', async () => {
    const users = '{"users":[{"name":"root","password":"first password"}]}';
    const rds = {
      name: 'rds',
      value: users,
      rotation: { every: '1d' },
      attributes: { huawei: { secret_type: 'RDS' } },
    };
    const managed = {
      name: 'managed',
      value: '{"AccountName":"u","AccountPassword":"another password"}',
      attributes: { aliyun: { secret_type: 'Rds' } },
    };
    const gateway = await started({ 'seed-file': seedFile(JSON.stringify({ secrets: [rds, managed] })) });
    const { totals } = await controlClient({ url: gateway.url }).clock.advance({ by: '2d' });
    expect(totals).toEqual(expect.objectContaining({ 'secret-rotation': 2 }));
    const put = { secret_string: '{"users":[{"name":"root","password":"p"}]}' };
    expect(await huaweiClient(gateway.url).call('POST', 'secrets/rds/versions', put)).toMatchObject({
      version_metadata: { id: 'v4' },
    });
    await expect(huaweiClient(gateway.url).call('POST', 'secrets/managed/versions', put)).rejects.toMatchObject({
      errorCode: 'CSMS.0003',
    });
  });

  it('fall due as the clock goes on', async () => {
    const gateway = await started({ 'seed-file': seedFile(DOCUMENTED) });
    const control = controlClient({ url: gateway.url });
    expect((await control.clock.get()).next).toMatchObject({ what: 'secret-rotation' });
    const { totals } = await control.clock.advance({ by: '7d' });
    expect(totals).toMatchObject({ 'secret-rotation': 7, 'secret-deletion': 1 });
    await expect(huawei(gateway).call('GET', 'secrets/goes-in-a-week')).rejects.toMatchObject({ httpStatusCode: 404 });
    expect(await huawei(gateway).call('GET', 'secrets/rotates-daily/versions')).toMatchObject({
      version_metadatas: { length: 8 },
    });
  });

  it('are what a reset goes back to', async () => {
    const gateway = await started({ 'seed-file': seedFile(DOCUMENTED) });
    const before = await stateOf(gateway);
    await huawei(gateway).call('POST', 'secrets', { name: 'another', secret_string: 'the value of another' });
    await huawei(gateway).call('DELETE', 'secrets/rotates-daily');
    expect(await stateOf(gateway)).not.toBe(before);
    await controlClient({ url: gateway.url }).reset();
    expect(await stateOf(gateway)).toBe(before);
  });

  it('are the same, ids too, in every gateway of one seed, and after a reset of a later run', async () => {
    const [path, data] = [seedFile(DOCUMENTED), scratchDirectory()];
    const flags = { 'seed-file': path, 'random-seed': '7' };
    try {
      const fresh = await stateOf(await started(flags));
      const kept = { ...flags, memory: 'false', 'data-dir': data.path };
      const first = await started(kept);
      expect(await stateOf(first)).toBe(fresh);
      await ended(first);
      const second = await started(kept);
      expect(await stateOf(second)).toBe(fresh);
      await huawei(second).call('DELETE', 'secrets/rotates-daily');
      await controlClient({ url: second.url }).clock.advance({ by: '3d' });
      await controlClient({ url: second.url }).reset();
      expect(await stateOf(second)).toBe(fresh);
      await ended(second);
    } finally {
      data.remove();
    }
  });
});

describe('seeds', () => {
  it('are in sandboxes, but for the identities', async () => {
    const gateway = await started({ 'seed-file': seedFile('secrets: [{ name: base, value: the value of base }]') });
    const sandbox = await controlClient({ url: gateway.url }).sandboxes.create();
    const { ak = '', sk = '' } = sandbox.credentials.huawei;
    expect(await huaweiClient(gateway.url, { ak, sk }).call('GET', 'secrets/base/versions/latest')).toMatchObject({
      version: { secret_string: 'the value of base' },
    });
  });

  it('are made once: what clients made of them outlives a restart, and what is left is told', async () => {
    const data = scratchDirectory();
    try {
      const flags = { memory: 'false', 'data-dir': data.path };
      const first = await started({
        ...flags,
        'seed-file': seedFile(
          'secrets:\n  - { name: one, value: value of one }\n  - { name: two, value: value of two }\n',
        ),
      });
      await huaweiClient(first.url).call('DELETE', 'secrets/one');
      await huaweiClient(first.url).call('POST', 'secrets', { name: 'four', secret_string: 'of a client' });
      const before = await stateOf(first);
      await ended(first);

      const same = await started({
        ...flags,
        'seed-file': seedFile(
          'secrets:\n  - { name: one, value: value of one }\n  - { name: two, value: value of two }\n',
        ),
      });
      expect(await stateOf(same)).toBe(before);
      expect(same.lines).toEqual([]);
      await ended(same);

      const changed = seedFile(
        'secrets:\n  - { name: one, value: value of one }\n  - { name: two, value: changed value }\n  ' +
          '- { name: three, value: value of three }\n  - { name: four, value: value of four }\n',
      );
      const third = await started({ ...flags, 'seed-file': changed });
      expect(third.lines).toEqual([
        `${changed}:3: secrets.1 was applied with other content: left as it is`,
        `${changed}:5: secrets.3 is there already: left as it is`,
      ]);
      const { secrets } = (await huaweiClient(third.url).call('GET', 'secrets')) as { secrets: { name: string }[] };
      expect(secrets.map(({ name }) => name).toSorted()).toEqual(['four', 'three', 'two']);
      expect(await huaweiClient(third.url).call('GET', 'secrets/two/versions/latest')).toMatchObject({
        version: { secret_string: 'value of two' },
      });
      await ended(third);
    } finally {
      data.remove();
    }
  });

  it('may be JSON, and stand beside those of the settings', async () => {
    const gateway = await started({
      'seed-data': JSON.stringify({ vaults: { own: ['bk:biz/9'] } }),
      'seed-file': seedFile(
        JSON.stringify({ secrets: [{ vault: 'own', name: 'one', value: 'value of one' }] }, null, 2),
      ),
    });
    const { vaults } = await controlClient({ url: gateway.url }).vaults.list();
    expect(vaults.find(({ name }) => name === 'own')).toEqual({ name: 'own', addresses: ['bk:biz/9'], secrets: 1 });
  });
});

const TWO = '0198f2d4-0000-4000-8000-000000000001';

describe('wrong seeds', () => {
  it.each([
    [
      'an unknown key',
      'secrets:\n  - name: one\n    valeu: hidden value\n',
      3,
      'secrets.0.valeu is unknown: did you mean value?',
    ],
    [
      'a value without its key',
      'secrets:\n  - { name: one,\n      the hidden value }\n',
      3,
      /^secrets\.0 has an unknown key: known there are vault, name/,
    ],
    ['an unknown part', 'secret:\n  - name: one\n', 1, 'secret is unknown: did you mean secrets?'],
    [
      'a number in place of a string',
      'secrets:\n  - name: one\n    value: 123456\n',
      3,
      'secrets.0.value is a whole number: give a string, in quotes',
    ],
    [
      'a missing name',
      'secrets:\n  - value: hidden value\n',
      2,
      'secrets.0.name is missing: give a string that is not empty (unique in the vault)',
    ],
    [
      'no value',
      'secrets:\n  - { name: one, value: hidden value }\n  - name: two\n',
      3,
      'secrets.1 has no value: give value, binary, credential or versions',
    ],
    [
      'two values',
      'secrets:\n  - name: one\n    value: hidden value\n    binary: AAEC\n',
      4,
      'secrets.0.binary stands beside value: give one of them',
    ],
    [
      'a name twice',
      'secrets:\n  - { name: one, value: hidden value }\n  - name: one\n    value: hidden value\n',
      3,
      /secrets\.1\.name is taken already, at .*:2: secrets\.0\.name: give another, or leave it out/,
    ],
    [
      'a label twice',
      'secrets:\n  - name: one\n    versions:\n      - { value: hidden value, labels: [blue] }\n    ' +
        '  - { value: hidden value, labels: [green, blue] }\n',
      5,
      'secrets.0.versions.1.labels.1 = "blue" is on a version before it already: a label is on one version',
    ],
    [
      'versions in no order',
      'secrets:\n  - name: one\n    versions:\n      - { value: hidden value, created: -1d }\n      ' +
        '- { value: hidden value, created: -2d }\n',
      5,
      'secrets.0.versions.1.created is before what stands before it: let versions begin with the oldest',
    ],
    [
      'a time that is none',
      'secrets:\n  - name: one\n    value: hidden value\n    created: yesterday\n',
      4,
      /secrets\.0\.created = "yesterday" is no time: give a time with its zone/,
    ],
    [
      'a time to come',
      'secrets:\n  - name: one\n    value: hidden value\n    created: +1d\n',
      4,
      'secrets.0.created is yet to come: give a time that has passed, such as -3d',
    ],
    [
      'a deletion that has passed',
      'secrets:\n  - name: one\n    value: hidden value\n    deletes: -1d\n',
      4,
      'secrets.0.deletes has passed: give a time to come, such as +3d',
    ],
    [
      'a rotation of a secret that is common at Huawei and generic at Aliyun',
      'secrets:\n  - name: one\n    value: hidden value\n    rotation: { every: 1d }\n',
      4,
      'secrets.0.rotation is of a secret that no door rotates: ' +
        'give attributes.huawei.secret_type or attributes.aliyun.secret_type',
    ],
    [
      'a rotation of a secret that says it is common and generic',
      'secrets:\n  - name: one\n    value: hidden value\n    attributes:\n      huawei: { secret_type: COMMON }\n' +
        '      aliyun: { secret_type: Generic }\n    rotation:\n      every: 1d\n',
      7,
      /^secrets\.0\.rotation is of a secret that no door rotates/,
    ],
    [
      'an unknown vault',
      'vaults: { team: [] }\nsecrets:\n  - vault: tame\n    name: one\n    value: hidden value\n',
      3,
      'secrets.0.vault = "tame" is no known vault: did you mean team?',
    ],
    [
      'an unknown key of the vault',
      'secrets:\n  - name: one\n    value: hidden value\n    key: alias/none\n',
      4,
      'secrets.0.key = "alias/none" is no key of the vault default: give the id or an alias of one, ' +
        'or add it under keys',
    ],
    [
      'an address twice',
      'vaults:\n  one: [bk:biz/8]\n  two:\n    - bk:biz/8\n',
      4,
      /vaults\.two\.0 is taken already, at .*:2: vaults\.one\.0/,
    ],
    [
      'an address of no door',
      'vaults:\n  one:\n    - somewhere\n',
      3,
      'vaults.one.0 does not fit: give huawei:<project id>, aliyun:<account>/<region> or bk:<scope type>/<scope id>',
    ],
    [
      'a credential that lacks a slot',
      'credentials:\n  - name: one\n    type: USERNAME_PASSWORD\n    password: hidden value\n',
      2,
      /credentials\.0 lacks username: .*USERNAME_PASSWORD has username and password/,
    ],
    [
      'a key without a name',
      'keys:\n  - spec: AES_256\n',
      2,
      'keys.0 has no name: give id, aliases or default, or each start would make another one',
    ],
    [
      'material of the wrong length',
      'keys:\n  - aliases: [alias/one]\n    material: AAEC\n',
      3,
      'keys.0.material has the wrong length: AES_256 has 32 bytes',
    ],
    [
      'a proof of the development identity',
      'identities:\n  - id: one\n    access_keys:\n      - { id: DRAGOMANDEV000000001, secret: hidden value }\n',
      4,
      'identities.0.access_keys.0.id is taken already, by the development identity: give another, or leave it out',
    ],
    [
      'an id twice',
      `secrets:\n  - { name: one, value: hidden value, id: ${TWO} }\n  - name: two\n    value: ` +
        `hidden value\n    id: ${TWO}\n`,
      5,
      /secrets\.1\.id is taken already/,
    ],
    [
      'what the core rejects',
      `keys:\n  - { aliases: [alias/pair], spec: RSA_2048 }\nsecrets:\n  - name: one\n    value: ` +
        `hidden value\n    key: alias/pair\n`,
      4,
      'secrets.0 cannot be made (key-operation-unsupported): its key is no symmetric one; give another key',
    ],
  ])('stop the start for %s', async (_what, text, line, message) => {
    const path = seedFile(text);
    const rejection = await started({ 'seed-file': path }).then(
      () => '',
      (error: unknown) => (error as Error).message,
    );
    expect(rejection.slice(0, `${path}:${line}: `.length)).toBe(`${path}:${line}: `);
    const told = rejection.slice(`${path}:${line}: `.length);
    if (typeof message === 'string') expect(told).toBe(message);
    else expect(told).toMatch(message);
    expect(rejection).not.toContain('hidden value');
    expect(rejection).not.toContain('123456');
    expect(rejection).not.toContain('\n');
  });

  it('reject a file that is none, or no YAML, without quoting it', async () => {
    await expect(started({ 'seed-file': join(directory.path, 'none.yaml') })).rejects.toThrow(
      /^seed_file = ".*none\.yaml" does not exist: give the path of a YAML file$/,
    );
    for (const text of ['secrets:\n  - value: *hiddenvalue\n', 'secrets: [\n  hiddenvalue: }\n']) {
      const rejection = await started({ 'seed-file': seedFile(text) }).then(
        () => '',
        (error: unknown) => (error as Error).message,
      );
      expect(rejection).toMatch(/ is no YAML: /);
      expect(rejection).not.toContain('hiddenvalue');
    }
    await expect(started({ 'seed-file': seedFile('- 1\n') })).rejects.toThrow(
      /:1: the document is a list: give a map with identities, vaults/,
    );
    await expect(started({ 'seed-data': 'hidden value' })).rejects.toThrow(
      /^seed_data \(--seed-data\) is a string: give a map/,
    );
  });

  it('are told by their lines in dragoman.yaml too, and by the built command line in one line', async () => {
    const scratch = scratchDirectory();
    try {
      writeFileSync(
        join(scratch.path, 'dragoman.yaml'),
        'port: 0\nmemory: true\nseed_data:\n  secrets:\n    - name: one\n      valeu: hidden value\n',
      );
      const cli = runCli(['start'], { cwd: scratch.path });
      expect(await cli.exit()).toBe(1);
      expect(cli.stdout()).toBe('');
      expect(cli.stderr()).toBe(
        'dragoman: dragoman.yaml:6: seed_data.secrets.0.valeu is unknown: did you mean value?\n',
      );
      writeFileSync(
        join(scratch.path, 'dragoman.yaml'),
        'port: 0\nmemory: true\njson: true\nseed_data:\n  secrets:\n    - name: one\n      value: value of one\n',
      );
      const again = runCli(['start'], { cwd: scratch.path });
      const { url } = JSON.parse(await again.firstLine()) as { url: string };
      expect(await huaweiClient(url).call('GET', 'secrets/one/versions/latest')).toMatchObject({
        version: { secret_string: 'value of one' },
      });
      again.child.kill('SIGTERM');
      expect(await again.exit()).toBe(0);
    } finally {
      scratch.remove();
    }
  });

  it('write nothing, whichever of them is wrong', async () => {
    const data = scratchDirectory();
    try {
      const flags = { memory: 'false', 'data-dir': data.path };
      const first = await started(flags);
      const before = await stateOf(first);
      await ended(first);
      await expect(
        started({
          ...flags,
          'seed-file': seedFile(
            'secrets:\n  - { name: one, value: hidden value }\n  - { name: two, value: hidden value, key: ' +
              'alias/none }\n',
          ),
        }),
      ).rejects.toThrow('secrets.1.key');
      const again = await started(flags);
      expect(await stateOf(again)).toBe(before);
      await ended(again);
    } finally {
      data.remove();
    }
  });
});
