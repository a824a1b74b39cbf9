import { describe, expect, it } from '@jest/globals';

import { ACCESS_CREDENTIAL, SCOPE, authorization, dataOf, newEnvironment } from './environment.ts';

const FIELDS = { ...SCOPE, name: '凭证', type: 'PASSWORD', credential_password: 'p' };
const HEX = /^[0-9a-f]{32}$/;
const CREATE = '/api/bk-job/prod/api/v3/create_credential';

describe('an answer through ESB', () => {
  it('merges a success into its own envelope', async () => {
    const environment = await newEnvironment();
    const answer = await environment.esb('create_credential', FIELDS);
    expect(answer.status).toBe(200);
    expect(answer.headers).toEqual({ 'Content-Type': 'application/json; charset=utf-8' });
    expect(Object.keys(answer.body)).toEqual(['code', 'result', 'job_request_id', 'data', 'request_id', 'message']);
    expect(answer.body).toMatchObject({ code: 0, result: true, message: 'success', data: { name: '凭证' } });
    expect(Object.keys(dataOf(answer))).toEqual(['id', 'name']);
    for (const id of [dataOf(answer)['id'], answer.body['job_request_id'], answer.body['request_id']])
      expect(id).toMatch(HEX);
    expect(answer.text).toContain('"name": "凭证"');
  });

  it('fills in what a rejection lacks', async () => {
    const environment = await newEnvironment();
    const answer = await environment.esb('create_credential', { ...FIELDS, name: ' ' });
    expect(answer.status).toBe(200);
    expect(Object.keys(answer.body)).toEqual(['code', 'result', 'job_request_id', 'message', 'request_id', 'data']);
    expect(answer.body).toMatchObject({
      code: 1241010,
      result: false,
      data: null,
      message: 'Invalid request parameter [name], reason: name cannot be null or blank',
    });
  });

  it('can leave the message of a success empty', async () => {
    const environment = await newEnvironment({ settings: { esb_success_message: 'empty' } });
    expect((await environment.esb('create_credential', FIELDS)).body['message']).toBe('');
  });

  it('is a plain body with status 404 for a path, a method or a version that nobody serves', async () => {
    const environment = await newEnvironment();
    const body = JSON.stringify({ ...ACCESS_CREDENTIAL, ...FIELDS });
    for (const [method, path] of [
      ['POST', '/api/c/compapi/v2/jobv3/update_account/'],
      ['POST', '/api/c/compapi/v2/jobv3/system/create_credential/'],
      ['POST', '/api/c/compapi/jobv3/create_credential/'],
      ['PUT', '/api/c/compapi/v2/jobv3/create_credential/'],
      ['POST', '/api/c/elsewhere'],
    ] as const) {
      const answer = await environment.send(method, path, { body });
      expect([answer.status, answer.text]).toEqual([
        404,
        '{"result": false, "data": null, "message": "The content does not exist"}',
      ]);
    }
  });
});

describe('an answer through the API gateway', () => {
  it('passes a success on unchanged', async () => {
    const environment = await newEnvironment();
    const answer = await environment.apigw('create_credential', FIELDS);
    expect(answer.status).toBe(200);
    expect(Object.keys(answer.body)).toEqual(['code', 'result', 'job_request_id', 'data']);
    expect(answer.headers).toEqual({
      'Content-Type': 'application/json',
      'X-Bk-Job-Request-Id': answer.body['job_request_id'],
      'X-Bkapi-Request-Id': expect.stringMatching(/^[0-9a-f]{8}-/),
      'X-Request-Id': answer.headers['X-Bkapi-Request-Id']?.replaceAll('-', ''),
    });
    expect(answer.text).toContain('"name":"凭证"');
  });

  it('passes a rejection on unchanged, without marking it as an error of the gateway', async () => {
    const environment = await newEnvironment();
    const answer = await environment.apigw('create_credential', { ...FIELDS, type: '' }, { 'x-request-id': 'mine' });
    expect(answer.status).toBe(200);
    expect(Object.keys(answer.body)).toEqual(['code', 'result', 'job_request_id', 'message']);
    expect(answer.headers['X-Request-Id']).toBe('mine');
    expect(answer.headers).not.toHaveProperty('X-Bkapi-Error-Code');
  });

  it('marks errors of its own', async () => {
    const environment = await newEnvironment();
    const answer = await environment.send('POST', CREATE, { body: JSON.stringify(FIELDS) });
    const message = 'Parameters error [reason="app code cannot be empty"]';
    expect(answer.status).toBe(400);
    expect(answer.text).toBe(
      `{"code":1640001,"code_name":"INVALID_ARGS","message":${JSON.stringify(message)},"result":false,"data":null}`,
    );
    expect(answer.headers).toMatchObject({
      'Content-Type': 'application/json; charset=utf-8',
      'X-Bkapi-Error-Code': '1640001',
      'X-Bkapi-Error-Message': message,
    });
    expect(answer.headers['X-Request-Id']).toMatch(HEX);
  });

  it('does not find other paths and methods', async () => {
    const environment = await newEnvironment();
    for (const [method, path] of [
      ['GET', CREATE],
      ['POST', '/api/bk-job/prod/api/v3/get_credential_detail'],
      ['POST', '/api/bk-job/prod/api/v3/fast_execute_script'],
      ['POST', '/api/bk-job/prod/api/v4/create_credential'],
    ] as const) {
      const answer = await environment.send(method, path, { headers: authorization(ACCESS_CREDENTIAL) });
      expect(answer.status).toBe(404);
      expect(answer.body).toEqual({
        code: 1640401,
        code_name: 'API_NOT_FOUND',
        message: `API not found [method="${method}" path="${path}"]`,
        result: false,
        data: null,
      });
    }
    expect(environment.outcomes[2]?.rejection?.help?.en).toBe('fast_execute_script is not implemented here');
  });
});

describe('the paths of an operation', () => {
  it('may end in a slash, be for apps, of any stage, or on a host of their own', async () => {
    const environment = await newEnvironment();
    const paths = [
      CREATE,
      `${CREATE}/`,
      '/api/bk-job/stag/api/v3/create_credential',
      '/api/bk-job/prod/api/v3/system/create_credential/',
    ];
    for (const [index, path] of paths.entries()) {
      const body = JSON.stringify({ ...FIELDS, name: `n${index}` });
      expect(
        (await environment.send('POST', path, { headers: authorization(ACCESS_CREDENTIAL), body })).body,
      ).toMatchObject({ code: 0 });
    }
    const body = JSON.stringify({ ...FIELDS, name: 'hosted' });
    const hosted = await environment.send('POST', '/prod/api/v3/create_credential', {
      headers: { ...authorization(ACCESS_CREDENTIAL), host: 'bk-job.apigw.example' },
      body,
    });
    expect(hosted.body).toMatchObject({ code: 0 });
  });

  it('take GET and POST through ESB, a query, a form or JSON without a Content-Type', async () => {
    const environment = await newEnvironment();
    const path = '/api/c/compapi/v2/jobv3/create_credential';
    const encoded = (name: string) => new URLSearchParams({ ...ACCESS_CREDENTIAL, ...FIELDS, name }).toString();
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    const answers = [
      await environment.send('GET', path, { query: encoded('query') }),
      await environment.send('GET', `${path}/`, { query: encoded('query-slash') }),
      await environment.send('POST', path, { headers: form, body: encoded('form') }),
      await environment.send('POST', `${path}/`, {
        headers: { 'content-type': 'text/plain' },
        body: ` ${JSON.stringify({ ...ACCESS_CREDENTIAL, ...FIELDS, name: 'json' })}`,
      }),
      await environment.send('POST', `${path}//`, {
        headers: authorization(ACCESS_CREDENTIAL),
        body: JSON.stringify({ ...FIELDS, name: 'header' }),
      }),
    ];
    expect(answers.map((answer) => dataOf(answer)['name'])).toEqual(['query', 'query-slash', 'form', 'json', 'header']);
  });
});

describe('a body that cannot be read', () => {
  it('is rejected by ESB before it gives the request an id, and with one when the header authenticates', async () => {
    const environment = await newEnvironment();
    const path = '/api/c/compapi/v2/jobv3/create_credential/';
    const message = 'Request JSON string is wrong in format, which cannot be analyzed.';
    const early = await environment.send('POST', path, { body: '{oops' });
    expect(early.text).toBe(`{"result": false, "code": 1306000, "data": null, "message": "${message}"}`);
    const late = await environment.send('POST', path, { headers: authorization(ACCESS_CREDENTIAL), body: '{oops' });
    expect(late.body).toEqual({
      result: false,
      code: 1306000,
      data: null,
      message,
      request_id: expect.stringMatching(HEX),
    });
  });

  it('is a bad request to JOB', async () => {
    const environment = await newEnvironment();
    for (const body of ['', '{oops', '[]', 'null', '"x"', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d])]) {
      const answer = await environment.send('POST', CREATE, { headers: authorization(ACCESS_CREDENTIAL), body });
      expect(answer.body).toMatchObject({ code: 1240003, message: '错误的请求' });
    }
    const form = await environment.send('POST', CREATE, {
      headers: { ...authorization(ACCESS_CREDENTIAL), 'content-type': 'text/plain' },
      body: JSON.stringify(FIELDS),
    });
    expect(form.body).toMatchObject({ code: 1240003 });
  });
});

describe('languages', () => {
  it('are English through ESB and Chinese through the gateway unless Blueking-Language says otherwise', async () => {
    const environment = await newEnvironment();
    const detail = { ...SCOPE, id: 'x' };
    const messageOf = async (front: 'esb' | 'apigw', language?: string) =>
      (
        await environment[front](
          'get_credential_detail',
          detail,
          language === undefined ? {} : { 'blueking-language': language },
        )
      ).body['message'];
    expect(await messageOf('esb')).toBe('Credential not exist');
    expect(await messageOf('apigw')).toBe('凭证不存在');
    expect(await messageOf('apigw', 'EN')).toBe('Credential not exist');
    expect(await messageOf('esb', 'zh-cn')).toBe('凭证不存在');
    expect(await messageOf('esb', 'en-us')).toBe('凭证不存在');
  });

  it('keep English reasons, and have a default that can be set', async () => {
    const environment = await newEnvironment({ settings: { default_language: 'zh-cn' } });
    const answer = await environment.esb('create_credential', SCOPE);
    expect(answer.body['message']).toBe('请求参数[name]不合法，原因：name cannot be null or blank');
  });
});
