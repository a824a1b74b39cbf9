import { registerIdentity } from '@dragoman/core';
import { expect } from '@jest/globals';

import { playCalls, type Player, ToldValues } from '../../../../test/fixtures.ts';
import { wrapKeyMaterial } from '../../../../test/key-material.ts';
import type { Ask, Scenario } from './scenario.ts';
import type { Answer, Environment } from './environment.ts';

interface Exchange {
  readonly request: Ask;
  readonly status: number;
  readonly body: unknown;
}

/** What stands for a random value, by its name in an answer; `undefined` where the value is none. */
type Mask = (name: string, value: string) => string | undefined;

/** Ids, which count how many were made before. */
const COUNTED_ID = /0{8}-?0{4}-?4000-?8000-?\d{12}/g;

/** Plays a scenario in a new environment, as a suite of fixtures does. @param success the status of both calls */
export async function playScenario(
  environment: Environment,
  scenario: Scenario,
  { success, mask }: { readonly success: number | undefined; readonly mask: Mask },
) {
  await populate(environment);
  const played = await playCalls(scenario, newPlayer(environment));
  expect(played.map(({ exchange }) => exchange.status)).toEqual([success, success]);
  const fixture = played.map(({ exchange, observed }) =>
    (observed === undefined ? [exchange] : [exchange, observed]).map((one) => ({
      ...one,
      body: masked(one.body, mask),
    })),
  );
  const [once, again] = fixture.map((exchanges) => exchanges.map(({ body }) => body));
  return { fixture, answers: [once, again] as const };
}

function masked(body: unknown, mask: Mask): unknown {
  return JSON.parse(JSON.stringify(body), (key, value: unknown) => {
    if (typeof value !== 'string') return value;
    return mask(key, value) ?? value.replaceAll(COUNTED_ID, (id) => (id.includes('-') ? '(uuid)' : '(hex)'));
  });
}

/** Makes two users known beside the caller, one of another domain. */
async function populate(environment: Environment): Promise<void> {
  const alice = {
    domain: { id: 'id-of-domain', name: 'elsewhere' },
    user: { id: 'id-of-alice', name: 'alice' },
    project: { id: 'id-of-project', name: 'cn-east-3' },
  };
  await registerIdentity(
    environment.services,
    { id: 'alice', name: 'alice', addresses: 'any', attributes: { huawei: alice } },
    [{ kind: 'token', lookup: 'token-of-alice', secret: null, expiresAt: null }],
  );
  await registerIdentity(
    environment.services,
    { id: 'bob', name: 'bob', addresses: 'any', attributes: { huawei: { user: { id: 'id-of-bob', name: 'bob' } } } },
    [],
  );
}

/** Sends requests that succeed, a second between one and the next, and does what falls due in between. */
function newPlayer(environment: Environment): Player<Ask, Exchange> {
  const told = new ToldValues();
  const perform = async (request: Ask): Promise<Exchange> => {
    const filled = told.fill(request);
    const [path = ''] = filled.target.split('?');
    const answer = await send(environment, filled);
    remember(told, path, answer);
    rememberTexts(told, filled.as, answer);
    environment.services.advance(1_000);
    await environment.runDue();
    const { status, text } = answer;
    const body: unknown = text === '' ? null : JSON.parse(text);
    expect(status <= 300 ? 'succeeded' : body).toBe('succeeded');
    return { request: JSON.parse(JSON.stringify(request)) as Ask, status, body };
  };
  return { prepare: perform, perform };
}

async function send(environment: Environment, { method, target, body, headers }: Ask): Promise<Answer> {
  if (headers === undefined) return environment.call(method, target, body);
  const [path = '', query = ''] = target.split('?');
  return environment.send({
    method,
    path,
    query,
    headers,
    body: body === undefined ? '' : JSON.stringify(body),
  });
}

function remember(told: ToldValues, path: string, { headers, json }: Answer): void {
  const { secret, projects, secret_blob: blob } = json as Partial<Answer['json']>;
  if (secret !== undefined) told.set(`id:${secret.name}`, secret.id);
  for (const { name, id } of projects ?? []) told.set(`project:${name}`, id);
  const { enterprise_project: made, user } = json as unknown as Record<
    string,
    { id: string; name: string } | undefined
  >;
  if (made !== undefined) told.set(`eps:${made.name}`, made.id);
  if (user !== undefined) told.set(`user:${user.name}`, user.id);
  if (blob !== undefined) told.set(`blob:${path.split('/').at(-2) ?? ''}`, blob);
  const token = headers['X-Subject-Token'];
  if (token !== undefined) told.set('token', token);
}

/** Remembers the texts of an answer of KMS, which are its own or those of its key, by their names. */
function rememberTexts(told: ToldValues, as: string | undefined, { text }: Answer): void {
  const { key_info: info = {}, ...own } = JSON.parse(text || '{}') as Record<string, unknown>;
  const texts = Object.entries({ ...(info as object), ...own }).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  for (const [name, value] of texts) {
    told.set(name, value);
    if (as !== undefined) told.set(`${name}:${as}`, value);
  }
  const { import_token: token, public_key: key } = Object.fromEntries(texts);
  if (token !== undefined && key !== undefined) told.set('material', wrapKeyMaterial(key));
}
