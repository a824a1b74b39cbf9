import { describe, expect, it } from '@jest/globals';

import { commonV1, form, json, newEnvironment, signedV1 } from './environment.ts';

const HOST = { host: 'business.aliyuncs.com' };

describe('the billing service', () => {
  it.each(['QueryAvailableInstances', 'CreateInstance', 'SetRenewal', 'Whatever'])(
    'has nobody authorized to %s, as the Terraform provider asks when it starts',
    async (action) => {
      const environment = await newEnvironment();
      const params = { ...commonV1(action, '2026-11-22T00:50:31Z'), Version: '2017-12-14', ProductCode: 'vipcloudfw' };
      const response = await environment.send('POST', `/?${form(signedV1('POST', params))}`, HOST);
      expect(response.status).toBe(400);
      expect(json(response)).toEqual({
        RequestId: expect.stringMatching(/^[0-9A-F-]{36}$/),
        HostId: 'business.aliyuncs.com',
        Code: 'NotAuthorized',
        Message: 'This API is not authorized for caller.',
        Recommend: expect.any(String),
      });
    },
  );

  it('says so before it looks at a signature', async () => {
    const environment = await newEnvironment();
    const response = await environment.send('POST', '/?Action=QueryAvailableInstances&Version=2017-12-14', HOST);
    expect(json(response)).toMatchObject({ Code: 'NotAuthorized' });
  });
});
