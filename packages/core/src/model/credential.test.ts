import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import {
  type Credential,
  type CredentialType,
  SLOTS_OF,
  credentialFromText,
  credentialToText,
  isCredentialType,
} from './credential.ts';

const TYPES = Object.keys(SLOTS_OF) as CredentialType[];

const credentials: fc.Arbitrary<Credential> = fc.constantFrom(...TYPES).chain((type) =>
  fc
    .record(Object.fromEntries(SLOTS_OF[type].map((slot) => [slot, fc.string({ unit: 'binary' })])), {
      requiredKeys: [],
    })
    .map((slots) => ({ type, slots })),
);

function asSecretKey(text: string): Credential {
  return { type: 'SECRET_KEY', slots: { secretKey: text } };
}

describe('a credential as text', () => {
  it('has its keys in one order, absent slots left out', () => {
    const all = { password: 'p', username: 'u', secretKey: 's', accessKey: 'a' };
    expect(credentialToText({ slots: all, type: 'USERNAME_PASSWORD' })).toBe(
      '{"type":"USERNAME_PASSWORD","access_key":"a","secret_key":"s","username":"u","password":"p"}',
    );
    expect(credentialToText({ type: 'APP_ID_SECRET_KEY', slots: { secretKey: 's', accessKey: 'a' } })).toBe(
      '{"type":"APP_ID_SECRET_KEY","access_key":"a","secret_key":"s"}',
    );
    expect(credentialToText({ type: 'PASSWORD', slots: { password: '' } })).toBe('{"type":"PASSWORD","password":""}');
    expect(credentialToText({ type: 'SECRET_KEY', slots: {} })).toBe('{"type":"SECRET_KEY"}');
  });

  it('reads back as the credential that it was', () => {
    fc.assert(
      fc.property(credentials, (credential) => {
        expect(credentialFromText(credentialToText(credential))).toEqual(credential);
      }),
    );
  });
});

describe('any string read as a credential', () => {
  it.each<[string, CredentialType]>([
    ['{"type":"PASSWORD","password":"p"}', 'PASSWORD'],
    ['{"password":"p","type":"SECRET_KEY"}', 'SECRET_KEY'],
    ['{"username":"u","password":"p"}', 'USERNAME_PASSWORD'],
    ['  {"Engine":"mysql","username":"","password":"","port":3306}\n', 'USERNAME_PASSWORD'],
    ['{"username":"u","password":"p","access_key":"a","secret_key":"s"}', 'USERNAME_PASSWORD'],
    ['{"access_key":"a","secret_key":"s"}', 'APP_ID_SECRET_KEY'],
    ['{"type":"RDS","access_key":"a","secret_key":"s"}', 'APP_ID_SECRET_KEY'],
    ['{"type":"toString","access_key":"a","secret_key":"s"}', 'APP_ID_SECRET_KEY'],
  ])('takes the type of %s from its members', (text, type) => {
    expect(credentialFromText(text).type).toBe(type);
  });

  it('takes the slots along, and nothing else', () => {
    expect(credentialFromText('{"x":1,"username":"u","password":"p","secret_key":"s"}')).toEqual({
      type: 'USERNAME_PASSWORD',
      slots: { username: 'u', password: 'p' },
    });
    expect(credentialFromText('{"type":"PASSWORD","password":"p","username":7,"x":1}')).toEqual({
      type: 'PASSWORD',
      slots: { password: 'p' },
    });
  });

  it.each([
    '',
    'plain',
    '{',
    '{"username":"u"',
    '[{"username":"u","password":"p"}]',
    '[]',
    'null',
    '"text"',
    '7',
    'true',
    '{}',
    '{"username":"u"}',
    '{"username":"u","password":null}',
    '{"username":["u"],"password":"p"}',
    '{"access_key":1,"secret_key":"s"}',
    '{"type":{"PASSWORD":1}}',
    '{"type":null}',
    '{"type":"constructor"}',
    '{"__proto__":{"username":"u","password":"p"}}',
    '{"__proto__":{"type":"PASSWORD"}}',
    '{"constructor":{"type":"PASSWORD"}}',
    '\ufeff{"username":"u","password":"p"}',
  ])('takes %j as a secret key, whole', (text) => {
    expect(credentialFromText(text)).toEqual(asSecretKey(text));
  });

  it('takes JSON of any depth without running out of stack', () => {
    const deep = `${'{"a":'.repeat(200_000)}1${'}'.repeat(200_000)}`;
    expect(credentialFromText(deep).type).toBe('SECRET_KEY');
    expect(
      credentialFromText(`{"username":"u","password":"p","x":${'['.repeat(200_000)}${']'.repeat(200_000)}}`).type,
    ).toBe('USERNAME_PASSWORD');
    expect(credentialFromText('{"a":'.repeat(200_000)).type).toBe('SECRET_KEY');
  });

  it('never fails, and never changes what objects inherit', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.json()), (text) => {
        expect(TYPES).toContain(credentialFromText(text).type);
      }),
    );
    expect(({} as Record<string, unknown>)['username']).toBeUndefined();
  });
});

describe('isCredentialType', () => {
  it('knows the four types and no inherited name', () => {
    expect(TYPES.filter(isCredentialType)).toEqual([
      'APP_ID_SECRET_KEY',
      'PASSWORD',
      'USERNAME_PASSWORD',
      'SECRET_KEY',
    ]);
    for (const other of ['password', 'toString', '__proto__', '', null, undefined, 1, ['PASSWORD']])
      expect(isCredentialType(other)).toBe(false);
  });
});
