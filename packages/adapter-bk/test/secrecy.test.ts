import { describe, expect, it } from '@jest/globals';
import { type Outcome, requestHead } from '@dragoman/protocol-kit';

import { guarded, unmarked } from './guard.ts';
import { APP, PROOF, SCOPE, authorization, dataOf, newWorld } from './world.ts';

const SECRET = 'Correct-Horse-Battery';
const FIELDS = {
  ...SCOPE, name: 'n', type: 'USERNAME_PASSWORD', description: 'd',
  credential_username: `${SECRET}-1`, credential_password: `${SECRET}-2`, credential_access_key: `${SECRET}-3`, credential_secret_key: `${SECRET}-4`,
};

describe('a secret value', () => {
  it('is in no answer and in nothing that a console is told', async () => {
    const world = await newWorld();
    const created = await world.esb('create_credential', FIELDS);
    const { id } = dataOf(created);
    const answers = [
      created,
      await world.esb('create_credential', FIELDS),
      await world.esb('create_credential', { ...FIELDS, name: SECRET, type: SECRET }),
      await world.esb('create_credential', { ...FIELDS, credential_password: { SECRET } }),
      await world.esb('update_credential', { ...FIELDS, id }),
      await world.apigw('update_credential', { ...FIELDS, id, name: '' }),
      await world.apigw('get_credential_detail', { ...SCOPE, id }),
      await world.send('POST', '/api/c/compapi/v2/jobv3/create_credential', { body: `{"credential_password": "${SECRET}` }),
      await world.send('POST', '/api/bk-job/prod/api/v3/create_credential', { headers: authorization({ ...PROOF, bk_app_secret: SECRET }), body: '{}' }),
      await world.send('POST', '/api/bk-job/prod/api/v3/create_credential', { headers: { 'x-bkapi-authorization': SECRET }, body: '{}' }),
      await world.send('POST', '/api/bk-job/prod/api/v3/create_credential', { headers: authorization({ ...APP, bk_token: SECRET }), body: '{}' }),
    ];
    for (const answer of answers) expect(JSON.stringify(answer)).not.toContain(SECRET);
    const told = world.outcomes.map(({ refusal, ...rest }) => ({ ...rest, summary: refusal?.summary, help: refusal?.help }));
    expect(JSON.stringify(told)).not.toContain(SECRET);
    expect(JSON.stringify([answers, told])).not.toContain(APP.bk_app_secret);
  });
});

describe('the guard over all tests of this door', () => {
  const request = { ...requestHead('POST', '/', {}), body: Buffer.from(JSON.stringify({ type: 'PASSWORD', credential_password: 'p', value1: 'v', name: 'n' })) };
  const outcome = { door: 'bk', method: 'POST', path: '/', operation: null, requestId: 'r', status: 200, refusal: null, fault: null };
  const doorThat = async (handle: (text: string) => string, tell: (text: string) => unknown = () => null) => {
    const { door } = await newWorld();
    const outcomes: Outcome[] = [];
    return guarded({
      ...door,
      async handle({ body }) {
        outcomes.push({ ...outcome, fault: tell(body.toString()) });
        return { status: 200, headers: {}, body: handle(body.toString()) };
      },
    }, outcomes);
  };

  it('lets pass what shows no secret', async () => {
    const door = await doorThat((text) => unmarked(text));
    expect((await door.handle(request)).body).toBe(request.body.toString());
  });

  it('fails on an answer that shows one, and on a fault that does', async () => {
    const inAnswer = await doorThat((text) => text);
    await expect(inAnswer.handle(request)).rejects.toThrow('a secret shows');
    const inFault = await doorThat(() => '', (text) => new Error(text));
    await expect(inFault.handle(request)).rejects.toThrow('a secret shows');
  });
});

describe('a fault of the gateway', () => {
  it("is JOB's internal error, and told to the console", async () => {
    const world = await newWorld();
    const fault = new Error('disk');
    world.services.secrets.findByName = async () => { throw fault; };
    const answer = await world.esb('create_credential', FIELDS);
    expect([answer.status, answer.body]).toMatchObject([200, { code: 1240002, message: 'Internal Server Error' }]);
    expect(world.outcomes[0]?.fault).toBe(fault);
  });
});

describe('a body over the limit', () => {
  it('is refused as the gateway refuses one', async () => {
    const world = await newWorld();
    const answer = world.door.refuseBody(requestHead('POST', '/api/c/compapi/v2/jobv3/create_credential/', {}));
    expect(answer.status).toBe(413);
    expect(JSON.parse(answer.body)).toEqual({
      code: 1641301, code_name: 'BODY_SIZE_LIMIT_EXCEED', message: 'Request body size too large.', result: false, data: null,
    });
    expect(world.door.bodyLimit).toBe(4 * 1024 * 1024);
  });
});

describe('the door', () => {
  it('claims its paths, its host and its header, and nothing else', async () => {
    const { door } = await newWorld();
    const claims = (path: string, headers = {}) => door.claims(requestHead('GET', path, headers));
    expect(['/api/c/compapi/v2/x', '/api/bk-job/prod/x', '/api/job/v3/x'].map((path) => claims(path))).toEqual([true, true, true]);
    expect(claims('/prod/api/v3/x', { host: 'bk-job.example:80' })).toBe(true);
    expect(claims('/', { 'x-bkapi-authorization': '{}' })).toBe(true);
    expect(['/', '/v1/p/secrets', '/api/cc', '/api/jobs'].map((path) => claims(path))).toEqual([false, false, false, false]);
  });
});
