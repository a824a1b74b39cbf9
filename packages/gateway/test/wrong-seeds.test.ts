import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { huaweiClient } from './support/huawei.ts';
import { runCli, scratchDirectory } from './support/process.ts';
import { seededGateways, stateOf } from './support/seeded-gateways.ts';

const { directory, started, ended, seedFile } = seededGateways();

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
      'a RAM policy of a resource group',
      'identities:\n  - id: one\n    aliyun:\n      policies: []\n      resource_groups: []\n',
      5,
      'identities.0.aliyun has an unknown key: known there are account_id, user or policies',
    ],
    [
      'a control policy',
      'identities:\n  - id: one\n    aliyun:\n      policies: []\n      control_policies: []\n',
      5,
      'identities.0.aliyun.control_policies is unknown: did you mean policies?',
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
