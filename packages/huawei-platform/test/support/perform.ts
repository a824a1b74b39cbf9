import { constants, createPublicKey, publicEncrypt } from 'node:crypto';

import { registerIdentity } from '@dragoman/core';
import { expect } from '@jest/globals';

import type { Ask, Scenario } from './scenario.ts';
import type { Answer, Environment } from './environment.ts';

/** What key material is imported in scenarios. */
const MATERIAL = Buffer.alloc(32, 7);

interface Exchange {
  readonly request: Ask;
  readonly status: number;
  readonly body: unknown;
}

/** An operation's two calls, each with what was seen of it afterwards. */
export type Fixture = readonly (readonly Exchange[])[];

/** Plays a scenario in an environment of its own, a new one; every request must succeed. */
export async function performed(
  environment: Environment,
  { given = [], first, between = [], second, observe }: Scenario,
): Promise<Fixture> {
  await populate(environment);
  const tell = teller(environment);
  const succeed = async (asks: readonly Ask[]): Promise<readonly Exchange[]> => {
    const exchanges: Exchange[] = [];
    for (const request of asks) {
      const { status, text } = await tell(request);
      exchanges.push({
        request: JSON.parse(JSON.stringify(request)) as Ask,
        status,
        body: text === '' ? null : JSON.parse(text),
      });
    }
    expect(exchanges.map(({ status, body }) => (status <= 300 ? 'succeeded' : body))).toEqual(
      asks.map(() => 'succeeded'),
    );
    return exchanges;
  };
  const after = observe === undefined ? [] : [observe];
  await succeed(given);
  const once = await succeed([first, ...after]);
  await succeed(between);
  return [once, await succeed([second, ...after])];
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

/** Sends requests, a second between one and the next, and fills in what earlier answers told. */
function teller(environment: Environment): (ask: Ask) => Promise<Answer> {
  const told = new Map<string, string>();
  const filled = <Value>(value: Value): Value =>
    JSON.parse(
      JSON.stringify(value).replaceAll(/<([\w:-]+)>/g, (whole, name: string) => told.get(name) ?? whole),
    ) as Value;
  return async (ask) => {
    const { method, target, body, headers } = filled(ask);
    const [path = '', query = ''] = target.split('?');
    const answer =
      headers === undefined
        ? await environment.call(method, target, body)
        : await environment.send({
            method,
            path,
            query,
            headers,
            body: body === undefined ? '' : JSON.stringify(body),
          });
    remember(told, path, answer);
    rememberTexts(told, ask.as, answer);
    environment.services.advance(1_000);
    await environment.runDue();
    return answer;
  };
}

function remember(told: Map<string, string>, path: string, { headers, json }: Answer): void {
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
function rememberTexts(told: Map<string, string>, as: string | undefined, { text }: Answer): void {
  const { key_info: info = {}, ...own } = JSON.parse(text || '{}') as Record<string, unknown>;
  const texts = Object.entries({ ...(info as object), ...own }).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  for (const [name, value] of texts) {
    told.set(name, value);
    if (as !== undefined) told.set(`${name}:${as}`, value);
  }
  const { import_token: token, public_key: key } = Object.fromEntries(texts);
  if (token !== undefined && key !== undefined) told.set('material', wrapped(key));
}

/** The material as a user wraps it, by OAEP with SHA-256. */
function wrapped(publicKey: string): string {
  const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
  if (key.asymmetricKeyType !== 'rsa') return '';
  return publicEncrypt({ key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' }, MATERIAL).toString(
    'base64',
  );
}
