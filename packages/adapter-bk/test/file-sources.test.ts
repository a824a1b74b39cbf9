import { describe, expect, it } from '@jest/globals';

import { START } from './memory-services.ts';
import { type Json, SCOPE, type Environment, dataOf, newEnvironment } from './environment.ts';

const URL = 'https://repo.example';
const FIELDS = {
  ...SCOPE,
  code: 'repo',
  alias: 'Repository',
  type: 'BLUEKING_ARTIFACTORY',
  access_params: { base_url: URL },
  credential_id: 'f'.repeat(32),
  file_prefix: '',
};

async function made(environment: Environment, fields: Json = FIELDS): Promise<unknown> {
  return dataOf(await environment.esb('create_file_source', fields))['id'];
}

describe('create_file_source', () => {
  it('answers a number, counted across scopes', async () => {
    const environment = await newEnvironment();
    expect(dataOf(await environment.esb('create_file_source', FIELDS))).toEqual({ id: 1 });
    expect(dataOf(await environment.apigw('system/create_file_source', { ...FIELDS, bk_scope_id: '3' }))).toEqual({
      id: 2,
    });
  });

  it('was last changed when it was made, though the clock moves on meanwhile', async () => {
    const environment = await newEnvironment();
    let now = START;
    environment.services.clock.now = () => (now += 1);
    await made(environment);
    const detail = dataOf(await environment.apigw('get_file_source_detail', { ...SCOPE, code: 'repo' }));
    expect(detail['last_modify_time']).toBe(detail['create_time']);
  });

  it.each<[Json, Json]>([
    [{ code: ' ' }, { code: 1240003, message: 'codeCan not be empty' }],
    [{ alias: null }, { code: 1240003, message: 'aliasCan not be empty' }],
    [{ type: undefined }, { code: 1240003, message: 'typeCan not be empty' }],
    [{ credential_id: undefined }, { code: 1240003, message: 'credential_idCan not be empty' }],
    [{ code: 'a/b' }, { code: 1240003, message: 'code Cannot contain special char, such as \\|/:*<>"?' }],
    [{ alias: 'a\\b' }, { code: 1240003, message: 'alias Cannot contain special char, such as \\|/:*<>"?' }],
    [{ type: 'a:b' }, { code: 1240003 }],
    [
      { credential_id: 'a?' },
      { code: 1240003, message: 'credential_id Cannot contain special char, such as \\|/:*<>"?' },
    ],
    [
      { access_params: { base_url: 'ftp://x' } },
      { code: 1240003, message: 'Pattern of bk-repo base url must be like: http(s)://xxx' },
    ],
    [{ access_params: 'x' }, { code: 1240003, message: 'Bad Request' }],
    [{ type: 'SVN' }, { code: 1241005, message: 'Invalid request parameter [type]' }],
    [{ alias: 'other' }, { code: 1260015, message: 'FileSource code already exists:repo' }],
    [
      { code: 'other', alias: 'REPOSITORY' },
      { code: 1260004, message: 'FileSource alias already exists:REPOSITORY' },
    ],
    [{ code: 'other', alias: 'other', access_params: {} }, { code: 1240002 }],
  ])('rejects %j', async (change, rejection) => {
    const environment = await newEnvironment();
    await made(environment);
    expect((await environment.esb('create_file_source', { ...FIELDS, ...change })).body).toMatchObject({
      result: false,
      data: null,
      ...rejection,
    });
  });

  it.each<[Json, Json]>([
    [{ code: undefined }, { code: 1241004, message: 'Missing request parameter [code]' }],
    [{ type: undefined }, { code: 1241005 }],
    [{ alias: ' ' }, { code: 1241004, message: 'Missing request parameter [alias]' }],
    [{ credential_id: undefined }, { code: 1241004, message: 'Missing request parameter [credential_id]' }],
    [{ access_params: { base_url: 'ftp://x' } }, { code: 0 }],
  ])('of JOB 3.9 answers %j with %j', async (change, answer) => {
    const environment = await newEnvironment({ settings: { job_version: '3.9' } });
    expect((await environment.esb('create_file_source', { ...FIELDS, ...change })).body).toMatchObject(answer);
  });

  it('has Chinese texts too', async () => {
    const environment = await newEnvironment();
    const messageOf = async (change: Json) =>
      (await environment.apigw('create_file_source', { ...FIELDS, ...change })).body['message'];
    expect(await messageOf({ code: '' })).toBe('code不能为空');
    expect(await messageOf({ alias: '<' })).toBe('alias 不可包含 \\|/:*<>"? 特殊字符');
  });

  it('takes the repositories that are configured alone', async () => {
    const environment = await newEnvironment({ settings: { artifactory_base_urls: [URL] } });
    expect(await made(environment)).toBe(1);
    const rejected = await environment.esb('create_file_source', {
      ...FIELDS,
      code: 'b',
      alias: 'b',
      access_params: { base_url: `${URL}.evil` },
    });
    expect(rejected.body).toMatchObject({
      code: 1260020,
      message: expect.stringMatching(/^Base url of bk-repo is invalid\(Only/),
    });
    expect(
      await made(environment, { ...FIELDS, code: 'c', alias: 'c', type: 'TENCENT_CLOUD_COS', access_params: null }),
    ).toBe(2);
  });
});

describe('update_file_source', () => {
  it('replaces all but the code', async () => {
    const environment = await newEnvironment();
    await made(environment);
    environment.services.advance(7);
    const change = { ...FIELDS, alias: 'Renamed', credential_id: 'e'.repeat(32) };
    expect(dataOf(await environment.esb('update_file_source', change))).toEqual({ id: 1 });
    expect(dataOf(await environment.apigw('get_file_source_detail', { ...SCOPE, code: 'repo' }))).toMatchObject({
      alias: 'Renamed',
      credential_id: 'e'.repeat(32),
      create_time: START,
      last_modify_time: START + 7,
    });
  });

  it('rejects an unknown code, before an unknown type', async () => {
    const environment = await newEnvironment();
    const update = async (change: Json) => (await environment.esb('update_file_source', { ...FIELDS, ...change })).body;
    expect(await update({ type: 'SVN' })).toMatchObject({
      code: 1260012,
      message: 'Cannot find file source by code:repo',
    });
    await made(environment);
    expect(await update({ type: 'SVN' })).toMatchObject({ code: 1241005 });
    expect(await update({ credential_id: '' })).toMatchObject({ code: 1240003 });
  });

  it('of JOB 3.9 keeps what is blank, and answers a blank code with a status that ESB reports', async () => {
    const environment = await newEnvironment({ settings: { job_version: '3.9' } });
    await made(environment);
    expect(
      (await environment.esb('update_file_source', { ...SCOPE, code: 'repo', alias: 'Renamed' })).body,
    ).toMatchObject({
      code: 0,
    });
    const answer = await environment.esb('update_file_source', { ...FIELDS, code: '' });
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      result: false,
      code: 1306201,
      data: null,
      request_id: expect.any(String),
      message:
        'Component request third-party system [JOBV3] interface [update_file_source] error: Status Code: ' +
        '400, Error Message: third-party system interface response status code is not 200, please try ' +
        'again later or contact component developer to handle this',
    });
    expect(environment.outcomes.at(-1)?.rejection).toMatchObject({ code: 1260019, status: 400 });
  });
});

describe('get_file_source_detail', () => {
  it('tells all of it, keys in order', async () => {
    const environment = await newEnvironment();
    await made(environment);
    const answer = await environment.apigw('get_file_source_detail', { ...SCOPE, code: 'repo' });
    expect(answer.text).toContain(
      '"data":{"bk_biz_id":null,"bk_scope_type":"biz","bk_scope_id":"2","id":1,"code":"repo",' +
        '"alias":"Repository","status":0,"file_source_type_code":"BLUEKING_ARTIFACTORY",' +
        `"is_public":false,"credential_id":"${FIELDS.credential_id}","enable":true,"creator":"admin",` +
        `"create_time":${START},"last_modify_user":"admin","last_modify_time":${START}}}`,
    );
  });

  it('finds none of another scope, and needs a code and a scope', async () => {
    const environment = await newEnvironment();
    await made(environment);
    const detail = async (query: Record<string, string>) =>
      (await environment.apigw('get_file_source_detail', query, { 'blueking-language': 'en' })).body;
    expect(await detail({ ...SCOPE, bk_scope_id: '3', code: 'repo' })).toMatchObject({
      code: 1260012,
      message: 'Cannot find file source by code:repo',
    });
    expect(await detail({ code: 'repo' })).toMatchObject({ code: 1260012 });
    expect(await detail(SCOPE)).toMatchObject({ code: 1240003 });
  });
});

describe('permissions on file sources', () => {
  it('can be taken away, and so can the use of a credential', async () => {
    const environment = await newEnvironment({
      settings: {
        deny: ['bob/create_file_source/*', 'bob/manage_file_source/*', 'bob/view_file_source/*', 'eve/use_ticket/*'],
      },
    });
    await made(environment);
    const denied = async (user: string, operation: string, fields: Json) => {
      const answer = await environment.apigw(`system/${operation}`, fields, {
        'x-bk-username': user,
        'blueking-language': 'en',
      });
      return (answer.body['permission'] as { actions: Json[] } | undefined)?.actions[0];
    };
    const other = { ...FIELDS, code: 'b', alias: 'b' };
    expect(await denied('bob', 'create_file_source', other)).toMatchObject({
      id: 'create_file_source',
      name: 'Create File-source',
    });
    expect(await denied('bob', 'update_file_source', FIELDS)).toMatchObject({
      id: 'manage_file_source',
      related_resource_types: [{ type: 'file_source', type_name: 'File Sources' }],
    });
    expect(await denied('bob', 'get_file_source_detail', { ...SCOPE, code: 'repo' })).toMatchObject({
      id: 'view_file_source',
    });
    expect(await denied('eve', 'create_file_source', other)).toMatchObject({
      id: 'use_ticket',
      name: 'Use Ticket',
      related_resource_types: [{ type: 'ticket' }],
    });
    expect(await denied('eve', 'update_file_source', FIELDS)).toMatchObject({ id: 'use_ticket' });
  });
});
