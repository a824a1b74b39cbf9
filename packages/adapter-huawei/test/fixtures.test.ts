import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';

import { registerIdentity } from '@dragoman/core';
import { describe, expect, it } from '@jest/globals';

import { operations } from '../src/operations/index.ts';
import { type Ask, type Scenario, scenarios } from './scenarios.ts';
import { type Answer, type World, openWorld } from './world.ts';

const FOLDER = new URL('fixtures/', import.meta.url);
/** Where what was answered becomes what is expected: `RECORD_FIXTURES=1`, and then look at what changed. */
const RECORDING = process.env['RECORD_FIXTURES'] === '1';
/** What is random, by its name in an answer; and ids, which count how many were made before. */
const RANDOM = new Set(['secret_blob', 'password', 'access', 'secret', 'securitytoken']);
const COUNTED_ID = /0{8}-?0{4}-?4000-?8000-?\d{12}/g;

interface Exchange {
  readonly request: Ask;
  readonly status: number;
  readonly body: unknown;
}

/** An operation's two calls, each with what was seen of it afterwards. */
type Fixture = readonly (readonly Exchange[])[];

/** A world in which two users beside the caller are known, one of another domain. */
async function populated(): Promise<World> {
  const world = await openWorld();
  const alice = { domain: { id: 'id-of-domain', name: 'elsewhere' }, user: { id: 'id-of-alice', name: 'alice' }, project: { id: 'id-of-project', name: 'cn-east-3' } };
  await registerIdentity(world.services, { id: 'alice', name: 'alice', addresses: 'any', attributes: { huawei: alice } }, [
    { kind: 'token', lookup: 'token-of-alice', secret: null, expiresAt: null },
  ]);
  await registerIdentity(world.services, { id: 'bob', name: 'bob', addresses: 'any', attributes: { huawei: { user: { id: 'id-of-bob', name: 'bob' } } } }, []);
  return world;
}

/** Sends requests, a second between one and the next, and fills in what earlier answers told. */
function teller(world: World): (ask: Ask) => Promise<Answer> {
  const told = new Map<string, string>();
  const filled = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value).replaceAll(/<([\w:-]+)>/g, (whole, name: string) => told.get(name) ?? whole)) as Value;
  return async (ask) => {
    const { method, target, body, headers } = filled(ask);
    const [path = '', query = ''] = target.split('?');
    const answer = headers === undefined
      ? await world.call(method, target, body)
      : await world.send({ method, path, query, headers, body: body === undefined ? '' : JSON.stringify(body) });
    remember(told, path, answer);
    world.services.advance(1_000);
    await world.runDue();
    return answer;
  };
}

function remember(told: Map<string, string>, path: string, { headers, json }: Answer): void {
  const { secret, projects, secret_blob: blob } = json as Partial<Answer['json']>;
  if (secret !== undefined) told.set(`id:${secret.name}`, secret.id);
  for (const { name, id } of projects ?? []) told.set(`project:${name}`, id);
  if (blob !== undefined) told.set(`blob:${path.split('/').at(-2) ?? ''}`, blob);
  const token = headers['X-Subject-Token'];
  if (token !== undefined) told.set('token', token);
}

async function performed({ given = [], first, between = [], second, seen }: Scenario): Promise<Fixture> {
  const tell = teller(await populated());
  const succeed = async (asks: readonly Ask[]): Promise<readonly Exchange[]> => {
    const exchanges: Exchange[] = [];
    for (const request of asks) {
      const { status, text } = await tell(request);
      exchanges.push({ request: JSON.parse(JSON.stringify(request)) as Ask, status, body: text === '' ? null : JSON.parse(text) });
    }
    expect(exchanges.map(({ status, body }) => (status < 300 ? 'succeeded' : body))).toEqual(asks.map(() => 'succeeded'));
    return exchanges;
  };
  const after = seen === undefined ? [] : [seen];
  await succeed(given);
  const once = await succeed([first, ...after]);
  await succeed(between);
  return [once, await succeed([second, ...after])];
}

/** The fixture with what varies from run to run masked. */
function masked(fixture: Fixture): Fixture {
  return fixture.map((exchanges) => exchanges.map((exchange) => ({ ...exchange, body: maskedBody(exchange.body) })));
}

function maskedBody(body: unknown): unknown {
  return JSON.parse(JSON.stringify(body), (key, value: unknown) => {
    if (typeof value !== 'string') return value;
    return RANDOM.has(key) ? '(random)' : value.replaceAll(COUNTED_ID, (id) => (id.includes('-') ? '(uuid)' : '(hex)'));
  });
}

const covered = operations.filter(({ service }) => service !== 'kms').map(({ name }) => name);

it('has a scenario for each operation of CSMS and IAM', () => {
  expect(Object.keys(scenarios).sort()).toEqual(covered.toSorted());
});

describe.each(Object.entries(scenarios))('%s', (name, scenario) => {
  const operation = operations.find((candidate) => candidate.name === name && candidate.service !== 'kms');

  it('answers two calls as it is written, with its status, and not alike', async () => {
    const fixture = await performed(scenario);
    const file = new URL(`${name}.json`, FOLDER);
    if (RECORDING) {
      mkdirSync(FOLDER, { recursive: true });
      writeFileSync(file, `${JSON.stringify(masked(fixture), null, 2)}\n`);
    }
    expect(fixture.map(([call]) => call?.status)).toEqual([operation?.success, operation?.success]);
    expect(masked(fixture)).toEqual(JSON.parse(readFileSync(file, 'utf8')));
    const [once, again] = fixture.map((exchanges) => exchanges.map(({ body }) => body));
    expect(again).not.toEqual(once);
  });
});
