import { describe, expect, it } from '@jest/globals';

import { controlClient } from '../src/index.ts';
import { huaweiClient } from './support/huawei.ts';
import { scratchDirectory } from './support/process.ts';
import { seededGateways, stateOf } from './support/seeded-gateways.ts';

const { started, ended, seedFile } = seededGateways();

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
