import { describe, expect, it } from '@jest/globals';

import { SCOPE, dataOf, newEnvironment } from './environment.ts';

const FIELDS = { ...SCOPE, name: 'n', type: 'PASSWORD', credential_password: 'p' };
const MESSAGE = 'User (admin) permission not allowed, please confirm and apply permission in IAM and try again';

const business = { id: '2', type: 'biz', type_name: 'Business', name: '2' };
const onBusiness = {
  system_id: 'bk_cmdb',
  system_name: 'Cmdb',
  type: 'biz',
  type_name: 'Business',
  instances: [[business]],
};
const permission = (id: string, name: string, related: unknown) => ({
  system_id: 'bk_job',
  system_name: 'Job',
  actions: [{ id, name, related_resource_types: [related] }],
});

describe('a permission that the user lacks', () => {
  it('is access where the identity may not use the scope', async () => {
    const environment = await newEnvironment({ addresses: [{ door: 'bk', key: 'biz/3' }] });
    const answer = await environment.esb('create_credential', { ...FIELDS, name: {} });
    expect(Object.keys(answer.body)).toEqual([
      'code',
      'result',
      'job_request_id',
      'message',
      'permission',
      'request_id',
      'data',
    ]);
    expect(answer.body).toMatchObject({
      code: 9900403,
      result: false,
      message: MESSAGE,
      data: null,
      permission: permission('access_business', 'Access Business', onBusiness),
    });
    expect((await environment.esb('create_credential', { ...FIELDS, bk_scope_id: '3' })).body).toMatchObject({
      code: 0,
    });
    expect((await environment.esb('create_credential', { ...FIELDS, bk_scope_id: 'x' })).body).toMatchObject({
      code: 1243049,
    });
  });

  it('has its message and names in Chinese', async () => {
    const environment = await newEnvironment({ settings: { deny: ['admin/create_ticket/biz_set/8'] } });
    const answer = await environment.apigw('create_credential', {
      ...FIELDS,
      bk_scope_type: 'biz_set',
      bk_scope_id: '8',
    });
    expect(answer.status).toBe(200);
    expect(Object.keys(answer.body)).toEqual(['code', 'result', 'job_request_id', 'message', 'permission']);
    expect(answer.body['message']).toBe('用户(admin)权限不足，请前往权限中心确认并申请补充后重试');
    expect(answer.body['permission']).toEqual({
      system_id: 'bk_job',
      system_name: '作业平台',
      actions: [
        {
          id: 'create_ticket',
          name: '凭证新建',
          related_resource_types: [
            {
              system_id: 'bk_cmdb',
              system_name: '配置平台',
              type: 'business_set',
              type_name: '业务集',
              instances: [[{ id: '8', type: 'business_set', type_name: '业务集', name: '8' }]],
            },
          ],
        },
      ],
    });
    expect((await environment.esb('create_credential', FIELDS)).body).toMatchObject({ code: 0 });
  });

  it('is to create, once the fields are there and before the name is looked at', async () => {
    const environment = await newEnvironment({ settings: { deny: ['*/create_ticket/*'] } });
    await environment.makeElsewhere('n', 'x');
    expect((await environment.esb('create_credential', FIELDS)).body).toMatchObject({
      code: 9900403,
      permission: permission('create_ticket', 'Create Ticket', onBusiness),
    });
    expect((await environment.esb('create_credential', { ...FIELDS, type: 'X' })).body).toMatchObject({
      code: 1240002,
    });
  });

  it('is to manage the one credential', async () => {
    const environment = await newEnvironment({ settings: { deny: ['admin/manage_ticket/*'] } });
    const { id } = dataOf(await environment.esb('create_credential', FIELDS));
    const answer = await environment.esb('update_credential', { ...FIELDS, id, name: '' });
    expect(answer.body).toMatchObject({
      code: 9900403,
      permission: permission('manage_ticket', 'Manage Ticket', {
        system_id: 'bk_job',
        system_name: 'Job',
        type: 'ticket',
        type_name: 'Tickets',
        instances: [[business, { id, type: 'ticket', type_name: 'Tickets', name: 'n' }]],
      }),
    });
    expect((await environment.esb('get_credential_detail', { ...SCOPE, id })).body).toMatchObject({ code: 0 });
  });

  it('is any where all are denied', async () => {
    const environment = await newEnvironment({ settings: { deny: ['admin/*/*'] } });
    expect((await environment.esb('get_credential_detail', { ...SCOPE, id: 'x' })).body).toMatchObject({
      code: 9900403,
    });
    expect(
      (await environment.esb('create_credential', { ...FIELDS, bk_token: '', bk_username: 'bob' })).body,
    ).toMatchObject({
      code: 0,
    });
  });
});
