import { verbatim } from '@dragoman/messages';
import { describe, expect, it } from '@jest/globals';
import { type Outcome, VendorError, type WireRequest, type WireResponse, requestHead } from '@dragoman/protocol-kit';

import { watched } from '../../../test/known-secrets.ts';
import { guarded, unmarked } from './guard.ts';
import { APP, ACCESS_CREDENTIAL, SCOPE, authorization, dataOf, newEnvironment } from './environment.ts';

const SECRET = 'Correct-Horse-Battery';
const FIELDS = {
  ...SCOPE,
  name: 'n',
  type: 'USERNAME_PASSWORD',
  description: 'd',
  credential_username: `${SECRET}-1`,
  credential_password: `${SECRET}-2`,
  credential_access_key: `${SECRET}-3`,
  credential_secret_key: `${SECRET}-4`,
};

describe('a secret value', () => {
  it('is in no answer and in nothing that a console is told', async () => {
    const environment = await newEnvironment();
    const created = await environment.esb('create_credential', FIELDS);
    const { id } = dataOf(created);
    const answers = [
      created,
      await environment.esb('create_credential', FIELDS),
      await environment.esb('create_credential', { ...FIELDS, name: 'other', type: SECRET }),
      await environment.esb('create_credential', { ...FIELDS, credential_password: { SECRET } }),
      await environment.esb('update_credential', { ...FIELDS, id }),
      await environment.apigw('update_credential', { ...FIELDS, id, name: '' }),
      await environment.apigw('get_credential_detail', { ...SCOPE, id }),
      await environment.send('POST', '/api/c/compapi/v2/jobv3/create_credential', {
        body: `{"credential_password": "${SECRET}`,
      }),
      await environment.send('POST', '/api/bk-job/prod/api/v3/create_credential', {
        headers: authorization({ ...ACCESS_CREDENTIAL, bk_app_secret: SECRET }),
        body: '{}',
      }),
      await environment.send('POST', '/api/bk-job/prod/api/v3/create_credential', {
        headers: { 'x-bkapi-authorization': SECRET },
        body: '{}',
      }),
      await environment.send('POST', '/api/bk-job/prod/api/v3/create_credential', {
        headers: authorization({ ...APP, bk_token: SECRET }),
        body: '{}',
      }),
      await environment.send('POST', '/api/c/compapi/v2/jobv3/create_credential', {
        body: new URLSearchParams({ ...ACCESS_CREDENTIAL, ...FIELDS, name: 'form', id: '' }).toString(),
      }),
      await environment.send('GET', '/api/c/compapi/v2/jobv3/get_credential_detail', {
        query: new URLSearchParams({ ...ACCESS_CREDENTIAL, ...FIELDS, id: 'x' }).toString(),
      }),
      await environment.esb('create_account', {
        ...SCOPE,
        account: 'a',
        type: 1,
        category: 1,
        password: SECRET.repeat(10),
      }),
      await environment.esb('create_account', { ...SCOPE, account: 'a', type: 1, category: 1, password: SECRET }),
      await environment.apigw('update_account', { ...SCOPE, id: 1, password: [SECRET] }),
      await environment.esb('create_file_source', {
        ...SCOPE,
        code: 'c',
        alias: 'a',
        type: 'BLUEKING_ARTIFACTORY',
        access_params: { base_url: 'http://x', password: SECRET },
        credential_id: id,
      }),
    ];
    for (const answer of answers) expect(JSON.stringify(answer)).not.toContain(SECRET);
    const told = environment.outcomes.map(({ rejection, ...rest }) => ({
      ...rest,
      summary: rejection?.summary,
      help: rejection?.help,
    }));
    expect(JSON.stringify(told)).not.toContain(SECRET);
    expect(JSON.stringify([answers, told])).not.toContain(APP.bk_app_secret);
  });
});

describe('the guard over all tests of this door', () => {
  const TOLD = {
    door: 'bk',
    method: 'POST',
    path: '/',
    operation: null,
    requestId: 'r',
    status: 200,
    rejection: null,
    internalError: null,
  } as Outcome;
  const ESB = '/api/c/compapi/v2/jobv3/create_credential/';
  interface Sent {
    readonly query?: string;
    readonly headers?: Record<string, string>;
    readonly body?: string;
  }
  const sent = ({ query = '', headers = {}, body = '' }: Sent): WireRequest => ({
    ...requestHead('POST', `${ESB}?${query}`, headers),
    body: Buffer.from(body),
  });

  /** A door that answers and tells what a test makes of the request. */
  const doorThat = async (
    answer: (request: WireRequest) => Partial<WireResponse>,
    tell: (request: WireRequest) => Partial<Outcome> = () => ({}),
  ) => {
    const { door } = await newEnvironment();
    const outcomes: Outcome[] = [];
    return guarded(
      {
        ...door,
        async handle(request) {
          outcomes.push({ ...TOLD, ...tell(request) });
          return { status: 200, headers: {}, body: '', ...answer(request) };
        },
      },
      outcomes,
    );
  };

  it('lets pass what shows no secret', async () => {
    const request = sent({
      body: JSON.stringify({ type: 'PASSWORD', credential_password: 'p', value1: 'v', name: 'n' }),
    });
    const door = await doorThat(({ body }) => ({ body: unmarked(body.toString()) }));
    expect((await door.handle(request)).body).toBe(request.body.toString());
  });

  const echoed = ({ query, headers, body }: WireRequest) => ({
    body: body.toString() || query || JSON.stringify(headers),
  });
  it.each<[string, Sent]>([
    ['a field of a JSON body', { body: '{"credential_secret_key": "s"}' }],
    ['a list in an object in one', { body: '{"x": {"credential_password": ["p"]}}' }],
    ['the password of an account', { body: '{"account": "a", "password": "p"}' }],
    ['the one value of the web console', { body: '{"type": "SECRET_KEY", "value1": "v"}' }],
    [
      'the second value of the web console',
      { body: '{"type": "USERNAME_PASSWORD", "value1": "shown", "value2": "v"}' },
    ],
    ['a value as long as may be', { body: JSON.stringify({ password: `p${'0123456789'.repeat(400)}` }) }],
    ['a form', { body: 'name=n&credential_password=p%20p' }],
    ['a query', { query: 'credential_password=p' }],
    [
      'a body that is signed, where nothing can be marked',
      { query: 'bk_signature=x', body: '{"credential_password": "p"}' },
    ],
    ['a body that is no whole JSON', { body: '{"credential_password": "Correct-Horse"' }],
    ['a cookie', { headers: { cookie: 'a=b; bk_token=shown-to-none' } }],
    ["the gateway's header", { headers: authorization({ bk_app_code: 'c', bk_app_secret: 'shown-to-none' }) }],
    ["the token of JOB's own path", { headers: { 'x-bkapi-jwt': 'shown-to-none' } }],
  ])('knows %s', async (_shape, request) => {
    await expect((await doorThat(echoed)).handle(sent(request))).rejects.toThrow('shows in');
  });

  const SHOWN = 'p"ä/+ ~known';
  const one = sent({ query: 'bk_signature=x', body: JSON.stringify({ credential_password: SHOWN }) });
  it.each<[string, Partial<WireResponse>]>([
    ['JSON', { body: JSON.stringify([SHOWN]) }],
    ['JSON in JSON', { body: JSON.stringify([JSON.stringify([SHOWN])]) }],
    ['JSON in ASCII', { body: String.raw`p\"\u00e4/+ ~known` }],
    ['a query', { body: encodeURIComponent(SHOWN) }],
    ['a form', { body: new URLSearchParams({ x: SHOWN }).toString() }],
    ['base64', { body: Buffer.from(SHOWN).toString('base64') }],
    ['base64 of more', { body: Buffer.from(`ab${SHOWN}cd`).toString('base64') }],
    ['base64 of one before, for URLs', { body: Buffer.from(`a${SHOWN}`).toString('base64url') }],
    ['hexadecimal', { body: Buffer.from(SHOWN).toString('hex') }],
    ['a header', { headers: { 'X-Message': SHOWN } }],
    ['the name of a header', { headers: { [SHOWN]: '' } }],
  ])('sees a value in %s', async (_form, answer) => {
    await expect((await doorThat(() => answer)).handle(one)).rejects.toThrow('the secret credential_password shows');
  });

  it.each<[string, Partial<Outcome>]>([
    ['the path', { path: `/${SHOWN}` }],
    ['the summary of a rejection', { rejection: new VendorError(400, 1, '', null, SHOWN) }],
    ['the help of a rejection', { rejection: new VendorError(400, 1, '', verbatim(SHOWN)) }],
    ['the code of a rejection', { rejection: new VendorError(400, SHOWN, '') }],
    ['a fault', { internalError: new Error(SHOWN) }],
    ['the cause of a fault', { internalError: new Error('x', { cause: new TypeError(SHOWN) }) }],
    ['a fault that is no error', { internalError: { deep: [SHOWN] } }],
  ])('sees a value in %s', async (_place, told) => {
    await expect(
      (
        await doorThat(
          () => ({}),
          () => told,
        )
      ).handle(one),
    ).rejects.toThrow('the secret credential_password shows');
  });

  it('sees the beginning of a long value, and a value of an earlier request', async () => {
    const long = Array.from({ length: 40 }, (_, n) => String(n)).join('-');
    const door = await doorThat(({ headers }) => ({ body: headers['x-show'] ?? '' }));
    await door.handle(sent({ body: JSON.stringify({ password: long }) }));
    await expect(door.handle(sent({ headers: { 'x-show': long.slice(0, 40) } }))).rejects.toThrow(
      'the secret password shows',
    );
    await expect(door.handle(sent({ headers: { 'x-show': long.slice(0, 12) } }))).resolves.toMatchObject({
      status: 200,
    });
  });

  it('has a lesser one for the doors that answer values, which sees what is told', async () => {
    const { door } = await newEnvironment();
    const outcomes: Outcome[] = [];
    const long = sent({ body: JSON.stringify({ secret_string: 'Correct-Horse', name: 'n' }) });
    const telling = watched(
      {
        ...door,
        async handle({ body }: WireRequest) {
          outcomes.push({ ...TOLD, internalError: outcomes.length > 0 ? new Error(body.toString()) : null });
          return { status: 200, headers: {}, body: body.toString() };
        },
      },
      outcomes,
    );
    expect((await telling.handle(long)).body).toContain('Correct-Horse');
    await expect(telling.handle(long)).rejects.toThrow('the secret secret_string shows');
  });

  it('watches what a body that is too long is answered, too', async () => {
    const { door } = await newEnvironment();
    const telling = guarded({ ...door, rejectTooLong: ({ query }) => ({ status: 413, headers: {}, body: query }) }, []);
    expect(() =>
      telling.rejectTooLong(requestHead('POST', `${ESB}?credential_password=shown-to-none`, {}), 'body'),
    ).toThrow('shows in');
  });
});

describe('a fault of the gateway', () => {
  it("is JOB's internal error, and told to the console", async () => {
    const environment = await newEnvironment();
    const fault = new Error('disk');
    environment.services.secrets.findByName = async () => {
      throw fault;
    };
    const answer = await environment.esb('create_credential', FIELDS);
    expect([answer.status, answer.body]).toMatchObject([200, { code: 1240002, message: 'Internal Server Error' }]);
    expect(environment.outcomes[0]?.internalError).toBe(fault);
  });
});

describe('a body over the limit', () => {
  it('is rejected as the gateway rejects one', async () => {
    const environment = await newEnvironment();
    const answer = environment.door.rejectTooLong(
      requestHead('POST', '/api/c/compapi/v2/jobv3/create_credential/', {}),
      'body',
    );
    expect(answer.status).toBe(413);
    expect(JSON.parse(String(answer.body))).toEqual({
      code: 1641301,
      code_name: 'BODY_SIZE_LIMIT_EXCEED',
      message: 'Request body size too large.',
      result: false,
      data: null,
    });
    expect(environment.door.bodyLimit).toBe(4 * 1024 * 1024);
  });
});

describe('the door', () => {
  it('claims its paths, its host and its header, and nothing else', async () => {
    const { door } = await newEnvironment();
    const claims = (path: string, headers = {}) => door.matches(requestHead('GET', path, headers));
    expect(['/api/c/compapi/v2/x', '/api/bk-job/prod/x', '/api/job/v3/x'].map((path) => claims(path))).toEqual([
      true,
      true,
      true,
    ]);
    expect(claims('/prod/api/v3/x', { host: 'bk-job.example:80' })).toBe(true);
    expect(claims('/', { 'x-bkapi-authorization': '{}' })).toBe(true);
    expect(['/', '/v1/p/secrets', '/api/cc', '/api/jobs'].map((path) => claims(path))).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });
});
