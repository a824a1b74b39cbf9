import { describe, expect, it } from '@jest/globals';

import { START } from '../../huawei-platform/test/support/memory-services.ts';
import { SECRETS, problem } from './environment.ts';
import { withSecret } from './rotation-tasks.ts';

const DAY = 86_400_000;

describe('UpdateVersion', () => {
  it('sets the time of expiry in whole seconds, and back to the past as well', async () => {
    const environment = await withSecret({});
    const { status, json } = await environment.call('PUT', `${SECRETS}/demo/versions/v1`, {
      expire_time: START + 1_999,
    });
    expect(status).toBe(200);
    expect(json.version_metadata).toMatchObject({
      id: 'v1',
      expire_time: START + 1_000,
      version_stages: ['SYSCURRENT'],
    });
    expect(
      (await environment.call('PUT', `${SECRETS}/demo/versions/v1`, { expire_time: 0 })).json.version_metadata
        .expire_time,
    ).toBe(0);
  });

  it('rejects in order: body, value, secret, version, state', async () => {
    const environment = await withSecret({});
    const put = async (name: string, version: string, body: unknown) =>
      problem(await environment.call('PUT', `${SECRETS}/${name}/versions/${version}`, body));
    expect(await put('none', 'v1', { expire_time: 'soon' })).toEqual([400, 'CSMS.0004']);
    for (const body of [{}, { expire_time: -1 }, { expire_time: 10_000_000_000_000 }, { expire_time: 1.5 }]) {
      expect(await put('none', 'v1', body)).toEqual([400, 'CSMS.0002']);
    }
    expect(await put('none', 'v1', { expire_time: 1 })).toEqual([404, 'CSMS.0106']);
    expect(await put('demo', 'v9', { expire_time: 1 })).toEqual([404, 'CSMS.0005']);
    await environment.services.edit('demo', { state: 'frozen' });
    expect(await put('demo', 'v1', { expire_time: 1 })).toEqual([403, 'CSMS.0109']);
    await environment.services.edit('demo', { deletionDueAt: START + DAY });
    expect(await put('demo', 'v1', { expire_time: 1 })).toEqual([400, 'CSMS.0103']);
    expect(await put('demo', 'v9', { expire_time: 1 })).toEqual([404, 'CSMS.0005']);
  });
});
