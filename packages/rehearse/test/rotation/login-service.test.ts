import { afterEach, beforeEach, expect, it } from '@jest/globals';

import { type LoginService, startLoginService } from '../../src/rotation/login-service.ts';

let service: LoginService;
let good: string[];
beforeEach(async () => {
  good = ['v1', 'v2'];
  service = await startLoginService({ port: 0, now: () => 42, isGood: ({ id }) => good.includes(id) });
  service.add({ secret: 'db', id: 'v1', user: 'app', password: 'first' });
  service.add({ secret: 'db', id: 'v2', user: 'app', password: 'second' });
  service.add({ secret: 'text', id: 'v1', user: null, password: 'alone' });
});
afterEach(() => service.close());

const basic = (text: string) => ({ headers: { authorization: `Basic ${Buffer.from(text).toString('base64')}` } });
const body = (text: string) => ({ method: 'POST', body: text });
const logIn = async (init: RequestInit, path = '/'): Promise<number> => (await fetch(service.url + path, init)).status;

it.each([
  ['Basic', basic('app:second'), 'v2'],
  ['JSON', body('{"username":"app","password":"first"}'), 'v1'],
  ['JSON without a user', body('{"password":"first"}'), 'v1'],
])('takes a good value by %s', async (_, init, id) => {
  expect(await logIn(init)).toBe(204);
  expect(service.logins).toEqual([{ version: { secret: 'db', id }, at: 42, accepted: true }]);
});

it('takes a body that is the password', async () => {
  expect(await logIn(body('alone'))).toBe(204);
  expect(service.logins).toEqual([{ version: { secret: 'text', id: 'v1' }, at: 42, accepted: true }]);
});

it('rejects a value that is withdrawn, of another user or of nobody', async () => {
  good = ['v2'];
  const inits = [basic('app:first'), basic('other:second'), basic('app:third')];
  const statuses = [];
  for (const init of inits) statuses.push(await logIn(init));
  expect(statuses).toEqual([401, 401, 401]);
  expect(service.logins.map(({ version, accepted }) => [version?.id, accepted])).toEqual([
    ...[
      ['v1', false],
      ['v2', false],
      [undefined, false],
    ],
  ]);
});

it('is told by a target of the user’s own what it made of a login', async () => {
  good = [];
  expect(await logIn(body('{"password":"first","success":true}'), '/report')).toBe(204);
  expect(await logIn(body('{"password":"second","success":false}'), '/report')).toBe(401);
  expect(service.logins.map(({ accepted }) => accepted)).toEqual([true, false]);
});

it('counts nothing that is no login', async () => {
  const statuses = [await logIn({}), await logIn(body('{"username":"app"}')), await logIn(body('x'.repeat(70_000)))];
  expect(statuses.slice(0, 2)).toEqual([400, 401]);
  expect(service.logins.filter(({ version }) => version !== null)).toEqual([]);
});

const step = (name: string, value: string) =>
  body(JSON.stringify({ step: name, secret: { name: 'db' }, value: { type: 'text', data: value } }));

it('takes what a rotation puts into use from then on, and knows its version later', async () => {
  const brought = '{"username":"app","password":"third"}';
  expect(await logIn(basic('app:third'))).toBe(401);
  expect(await logIn(step('apply', brought), '/rotation')).toBe(204);
  expect(await logIn(basic('app:third'))).toBe(204);
  expect(service.logins.map(({ version }) => version)).toEqual([null, null]);
  good.push('v3');
  service.add({ secret: 'db', id: 'v3', user: 'app', password: 'third' });
  expect(service.logins.map(({ version }) => version?.id)).toEqual([undefined, 'v3']);
  good = ['v4'];
  expect(await logIn(basic('app:third'))).toBe(401);
});

it('takes nothing for a rotation that is none', async () => {
  const inits = [step('create', 'x'), body('no JSON'), body('{"step":"apply"}')];
  for (const init of inits) expect(await logIn(init, '/rotation')).toBe(400);
  expect(service.logins).toEqual([]);
});
