import { randomBytes } from 'node:crypto';

import { describe, expect, it } from '@jest/globals';

import { strengthOf } from '../src/wire/csms/strength.ts';
import { PROJECT, SECRETS, type Environment, openEnvironment, problem } from './environment.ts';

const PARAMETER = [400, 'CSMS.0002'];
const BODY = [400, 'CSMS.0004'];
const TARGET = `/v1/${PROJECT}/csms/generate-password`;

async function password(environment: Environment, body?: object): Promise<string> {
  // Bytes that count upwards would never make a password of every type.
  environment.services.ids.bytes = (length) => randomBytes(length);
  const { status, json } = await environment.call('POST', TARGET, body);
  expect([status, Object.keys(json)]).toEqual([200, ['password']]);
  return (json as unknown as { password: string }).password;
}

describe('GenerateRandomPassword', () => {
  it('makes 32 characters of four types, never the same', async () => {
    const environment = await openEnvironment();
    const made = [await password(environment), await password(environment, {})];
    expect(made[0]).toMatch(/^[!-~]{32}$/);
    expect(made[0]).not.toBe(made[1]);
    expect(JSON.stringify(environment.outcomes)).not.toContain(made[0]);
  });

  it.each<readonly [object, RegExp]>([
    [{ length: 1 }, /^.$/],
    [{ length: 4096 }, /^.{4096}$/],
    [{ exclude_lowercase: true, exclude_uppercase: true, exclude_punctuation: true }, /^[0-9]{32}$/],
    [
      {
        exclude_numbers: true,
        exclude_uppercase: true,
        exclude_punctuation: true,
        exclude_characters: 'abcdefghijklmnopqrstuvwxy',
      },
      /^z{32}$/,
    ],
    [
      {
        exclude_lowercase: true,
        exclude_uppercase: true,
        exclude_numbers: true,
        exclude_punctuation: true,
        include_space: true,
      },
      /^ {32}$/,
    ],
    [
      { length: 5, include_space: true, require_each_included_type: true },
      /^(?=.*[a-z])(?=.*[A-Z])(?=.*[0-9])(?=.*[!-/:-@[-`{-~])(?=.* ).{5}$/,
    ],
  ])('makes one that fits %j', async (body, form) => {
    expect(await password(await openEnvironment(), body)).toMatch(form);
  });

  it.each<readonly [object, readonly unknown[]]>([
    [{ length: 0 }, PARAMETER],
    [{ length: 4097 }, PARAMETER],
    [{ length: 1.5 }, PARAMETER],
    [{ length: '8' }, BODY],
    [{ include_space: 'true' }, BODY],
    [{ exclude_lowercase: true, exclude_uppercase: true, exclude_numbers: true, exclude_punctuation: true }, PARAMETER],
    [{ length: 3, require_each_included_type: true }, PARAMETER],
    [{ password_policy_name: 'mine' }, [404, 'CSMS.0005']],
  ])('rejects %j', async (body, expected) => {
    expect(problem(await (await openEnvironment()).call('POST', TARGET, body))).toEqual(expected);
  });
});

describe('the strength of a string', () => {
  it.each<readonly [string, string, readonly string[]]>([
    ['', 'WEAK', ['TOO_SHORT', 'FEW_CHARACTER_TYPES']],
    ['Ab1!xyq', 'WEAK', ['TOO_SHORT']],
    ['Ab1!xyqw', 'MEDIUM', []],
    ['kvmwpzqh', 'MEDIUM', ['FEW_CHARACTER_TYPES']],
    ['Kv3mwpzqh7TnwRxb', 'STRONG', []],
    ['kvmwpzqhtnwrxbcylqzjvmgtkwhnpdrs', 'STRONG', []],
    ['Kvvv3mwpzqh7TnwRxb', 'MEDIUM', ['REPEATED_CHARACTERS']],
    ['Kv3mw1234qh7TnwRxb', 'MEDIUM', ['SEQUENTIAL_CHARACTERS']],
    ['Kv3mwdcbaqh7TnwRxb', 'MEDIUM', ['SEQUENTIAL_CHARACTERS']],
    ['Kv3-Password', 'WEAK', ['COMMON_PASSWORD']],
    ['aaaa1234', 'WEAK', ['FEW_CHARACTER_TYPES', 'REPEATED_CHARACTERS', 'SEQUENTIAL_CHARACTERS']],
  ])('%j', (text, strength, weaknesses) => {
    expect(strengthOf(text)).toEqual({ strength, weaknesses });
  });
});

describe('CheckSecrets', () => {
  const CHECK = `${SECRETS}/checker/check`;

  it('judges every text, and repeats none', async () => {
    const environment = await openEnvironment();
    const data = {
      secret_string: '{"users":[{"name":"app","password":"Kv3mwpzqh7TnwRxb"}]}',
      note: 'aaaa1234',
      count: 3,
      broken: '{no json Kv3mwpzqh7TnwRxb',
      nothing: null,
    };
    const answer = await environment.call('POST', CHECK, { type: 'COMMON', data });
    const strong = { strength: 'STRONG', weaknesses: [] };
    expect([answer.status, answer.json]).toEqual([
      200,
      {
        type: 'COMMON',
        data: {
          secret_string: {
            users: {
              0: { name: { strength: 'WEAK', weaknesses: ['TOO_SHORT', 'FEW_CHARACTER_TYPES'] }, password: strong },
            },
          },
          note: {
            strength: 'WEAK',
            weaknesses: ['FEW_CHARACTER_TYPES', 'REPEATED_CHARACTERS', 'SEQUENTIAL_CHARACTERS'],
          },
          count: null,
          broken: strong,
          nothing: null,
        },
      },
    ]);
    expect(answer.text).not.toContain('Kv3mwpzqh7TnwRxb');
  });

  it('looks only so deep', async () => {
    const deep = JSON.parse(`${'{"a":'.repeat(200)}"x"${'}'.repeat(200)}`) as object;
    const answer = await (await openEnvironment()).call('POST', CHECK, { type: 'COMMON', data: deep });
    expect([answer.status, answer.text]).toEqual([
      200,
      `{"type":"COMMON","data":${'{"a":'.repeat(9)}null${'}'.repeat(9)}}`,
    ]);
  });

  it.each<readonly [unknown, readonly unknown[]]>([
    [undefined, BODY],
    [{ data: {} }, PARAMETER],
    [{ type: 'x' }, PARAMETER],
    [{ type: '', data: {} }, PARAMETER],
    [{ type: 'x', data: 'text' }, BODY],
    [{ type: 1, data: {} }, BODY],
  ])('rejects %j', async (body, expected) => {
    expect(problem(await (await openEnvironment()).call('POST', CHECK, body))).toEqual(expected);
  });

  it('has a switch that each project keeps', async () => {
    const environment = await openEnvironment();
    const config = `${SECRETS}/checker/config`;
    const presented = async (target = config) => (await environment.call('GET', target)).json;
    expect(await presented()).toEqual({ checking_secret_strength: false });
    expect((await environment.call('POST', config, { checking_secret_strength: true })).json).toEqual({
      checking_secret_strength: true,
    });
    expect((await environment.call('POST', config, {})).json).toEqual({ checking_secret_strength: true });
    expect(await presented()).toEqual({ checking_secret_strength: true });
    expect(await presented('/v1/0123456789abcdef0123456789abcdef/secrets/checker/config')).toEqual({
      checking_secret_strength: false,
    });
    await environment.call('POST', config, { checking_secret_strength: false });
    expect(await presented()).toEqual({ checking_secret_strength: false });
    expect(problem(await environment.call('POST', config, { checking_secret_strength: 1 }))).toEqual(BODY);
    expect(problem(await environment.call('POST', config))).toEqual(BODY);
  });

  it('leaves a secret named checker alone', async () => {
    const environment = await openEnvironment();
    await environment.call('POST', SECRETS, { name: 'checker', secret_string: 'v' });
    expect((await environment.call('GET', `${SECRETS}/checker/versions`)).status).toBe(200);
    expect((await environment.call('GET', `${SECRETS}/checker/stages/SYSCURRENT`)).status).toBe(200);
  });
});
