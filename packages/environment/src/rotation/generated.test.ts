import { createPublicKey, randomBytes } from 'node:crypto';

import type { RotationRequest, Secret, SecretValue } from '@dragoman/core';
import { describe, expect, it } from '@jest/globals';

import { generatedRotation } from './generated.ts';

const target = generatedRotation({ bytes: (length) => randomBytes(length) });
const PASSWORD = /^[a-zA-Z0-9!^_-]{32}$/;

function request(current: SecretValue, more: Partial<RotationRequest> = {}): RotationRequest {
  return { secret: {} as Secret, accounts: 'one', current, previous: null, ...more };
}

function json(value: unknown): SecretValue {
  return { type: 'text', data: JSON.stringify(value) };
}

async function next(current: SecretValue, more: Partial<RotationRequest> = {}): Promise<unknown> {
  const { data } = await target.create(request(current, more));
  return JSON.parse(data);
}

describe('generated values', () => {
  it('replace a plain text by a password with every class of characters', async () => {
    const { type, data } = await target.create(request({ type: 'text', data: 'old' }));
    expect(type).toBe('text');
    expect(data).toMatch(PASSWORD);
    for (const characters of [/[a-z]/, /[A-Z]/, /[0-9]/, /[!^_-]/]) expect(data).toMatch(characters);
    expect((await target.create(request({ type: 'text', data: 'old' }))).data).not.toBe(data);
  });

  it('stay Base64 where the value is binary', async () => {
    const { type, data } = await target.create(request({ type: 'binary', data: 'AAEC' }));
    expect(type).toBe('binary');
    expect(Buffer.from(data, 'base64').toString()).toMatch(PASSWORD);
  });

  it('keep the shape of JSON in single quotes, and of JSON that a binary value holds', async () => {
    const users = { users: [{ name: 'root', password: expect.stringMatching(PASSWORD) }] };
    expect(await next({ type: 'text', data: "{'users':[{'name':'root','password':'old'}]}" })).toEqual(users);
    const held = Buffer.from('{"users":[{"name":"root","password":"old"}]}').toString('base64');
    const { type, data } = await target.create(request({ type: 'binary', data: held }));
    expect(type).toBe('binary');
    expect(JSON.parse(Buffer.from(data, 'base64').toString())).toEqual(users);
  });

  it.each([
    [
      '{"users":[{"name":"root","password":"old"}]}',
      { users: [{ name: 'root', password: expect.stringMatching(PASSWORD) }] },
    ],
    [
      '{"Accounts":[{"AccountName":"a","AccountPassword":"old"}]}',
      { Accounts: [{ AccountName: 'a', AccountPassword: expect.stringMatching(PASSWORD) }] },
    ],
    [
      '{"host":"h","port":3306,"password":"old","tags":["x",null]}',
      { host: 'h', port: 3306, password: expect.stringMatching(PASSWORD), tags: ['x', null] },
    ],
  ])('keep the shape of %s', async (data, expected) => {
    expect(await next({ type: 'text', data })).toEqual(expected);
  });

  it('make a new access key, id and secret, beside what else the value holds', async () => {
    const data =
      '{"AccessKeys":[{"AccessKeyId":"LTAI5tOldOldOldOldOldOld","AccessKeySecret":"old"}],"GenerateTimestamp":"t"}';
    const {
      AccessKeys: [key],
      GenerateTimestamp,
    } = (await next({ type: 'text', data })) as { AccessKeys: [Record<string, string>]; GenerateTimestamp: string };
    expect(key['AccessKeyId']).toMatch(/^LTAI[a-zA-Z0-9]{20}$/);
    expect(key['AccessKeyId']).not.toContain('OldOld');
    expect(key['AccessKeySecret']).toMatch(/^[a-zA-Z0-9]{30}$/);
    expect(GenerateTimestamp).toBe('t');
  });

  it('make a new pair of SSH keys whose halves fit', async () => {
    const { UserName, PublicKey, PrivateKey } = (await next(
      json({ UserName: 'root', PublicKey: 'old', PrivateKey: 'old' }),
    )) as Record<string, string>;
    expect(UserName).toBe('root');
    const [kind, blob = ''] = (PublicKey ?? '').split(' ');
    expect(kind).toBe('ssh-rsa');
    const { n = '' } = createPublicKey(PrivateKey ?? '').export({ format: 'jwk' });
    // The modulus ends the public half.
    expect(Buffer.from(blob, 'base64').subarray(-256)).toEqual(Buffer.from(n, 'base64url'));
  });

  it('replace JSON without a password, and text that only looks like JSON, whole', async () => {
    for (const data of ['{"token":"t"}', '{not json', '["password"]']) {
      expect((await target.create(request({ type: 'text', data }))).data).toMatch(PASSWORD);
    }
  });

  it('give the last of several accounts its turn, and put it first', async () => {
    const current = json({
      users: [
        { name: 'a', password: '1' },
        { name: 'b', password: '2' },
      ],
    });
    expect(await next(current, { accounts: 'two' })).toEqual({
      users: [
        { name: 'b', password: expect.stringMatching(PASSWORD) },
        { name: 'a', password: '1' },
      ],
    });
  });

  it('give the account of the previous value its turn', async () => {
    const current = json({ users: [{ name: 'a', password: '1' }] });
    const previous = json({ users: [{ name: 'b', password: '2' }] });
    expect(await next(current, { accounts: 'two', previous })).toEqual({
      users: [{ name: 'b', password: expect.stringMatching(PASSWORD) }],
    });
  });

  it('make up the second account where there is one alone, and come back to the first', async () => {
    const first = json({ AccountName: 'a', AccountPassword: '1' });
    const clone = { AccountName: 'a_clone', AccountPassword: expect.stringMatching(PASSWORD) };
    expect(await next(first, { accounts: 'two' })).toEqual(clone);
    expect(await next(first, { accounts: 'two', previous: first })).toEqual(clone);
    expect(
      await next(json({ AccountName: 'a_clone', AccountPassword: '2' }), { accounts: 'two', previous: first }),
    ).toMatchObject({ AccountName: 'a' });
  });
});
