import { describe, expect, it } from '@jest/globals';

import type { HuaweiCheck } from '@dragoman/huawei-platform';
import { UNRESTRICTED } from '@dragoman/protocol-kit';
import { Value } from '@sinclair/typebox/value';

import { huaweiSettings } from '../src/index.ts';
import { operations } from '../src/operations/index.ts';
import type { HuaweiContext } from '../src/operation.ts';
import { PROJECT, openEnvironment } from './environment.ts';

/** Those that whoever is let in may call: no page has an action for them (authorization information, 2025 and 2026). */
const UNCHECKED = [
  'CreateAgency',
  'GenerateRandomPassword',
  'ListSupportRegions',
  'ShowAgency',
  'ShowSecretFunctionTemplates',
  'KMS:ListSupportRegions',
  'KMS:ShowVersion',
  'KMS:ShowVersions',
  'CreateTemporaryAccessKeyByToken',
  'GetCallerIdentity',
  'KeystoneCreateUserTokenByPassword',
  'KeystoneListAuthDomains',
  'KeystoneListAuthProjects',
  'KeystoneListRegions',
  'KeystoneListVersions',
  'KeystoneShowVersion',
  'KeystoneValidateToken',
];

/** That which each of its items is asked for. */
const BY_ITEM = ['BatchImportSecrets'];

/** What an operation may be about, by every name that there is for it. */
const NAMES = {
  path: {
    ...{ secret_name: 'db', version_id: 'v1', stage_name: 's', key_id: 'k', user_id: 'u', event_name: 'e', key: 't' },
    ...{ topic_urn: 'urn:smn:cn-north-4:p:topic', resource_id: 'r', region_name: 'r', subscription_urn: 's' },
    ...{ enterprise_project_id: 'e', name: 'n' },
  },
  query: { key_id: 'k' },
  body: {
    ...{ name: 'db', key_id: 'k', target_key_id: 'k', source_key_id: 'k', destination_key_id: 'k', grant_id: 'g' },
    ...{ cipher_text: 'AA==', region: 'cn-north-1', kms_key_id: 'k', secret_blob: 'none' },
  },
};

async function checksOf(name: string, input: object): Promise<readonly HuaweiCheck[]> {
  const { services } = await openEnvironment();
  const path = { ...NAMES.path, secret_id: SECRET.id, resource_id: SECRET.id };
  const held = { ...services.secrets, findById: async () => SECRET };
  const context = {
    services: { ...services, secrets: held },
    settings: Value.Create(huaweiSettings),
    caller: { id: 'c', name: 'c', addresses: 'any', attributes: {} },
    projectId: PROJECT,
    vault: 'default',
    permissions: UNRESTRICTED,
  } as unknown as HuaweiContext;
  const operation = operations.find((one) => one.name === name);
  const given = 'path' in input ? { ...input, path } : input;
  return ((await operation?.checks(context, given)) ?? []) as readonly HuaweiCheck[];
}

/** What every id leads to. */
const SECRET = { id: 'i', name: 'db', vault: 'default', tags: [], attributes: {}, versions: [], keyId: null };

describe('what each operation asks for', () => {
  const names = operations.map(({ name }) => name);

  it.each(names.filter((name) => ![...UNCHECKED, ...BY_ITEM, 'UploadSecretBlob'].includes(name)))(
    '%s',
    async (name) => {
      const checks = await checksOf(name, NAMES);
      expect(checks.length).toBeGreaterThan(0);
      for (const { action, actions, resource } of checks) {
        expect(actions[0]).toBe(action);
        expect(resource).toMatch(/^(\*|\w+:[\w-]*:\w+:\w+:.+)$/);
      }
    },
  );

  it.each([...UNCHECKED, ...BY_ITEM])('%s asks for nothing at first', async (name) => {
    expect(names).toContain(name);
    expect(await checksOf(name, NAMES)).toEqual([]);
  });

  it.each([
    ['nothing', {}],
    ['other types', { path: {}, query: {}, body: Object.fromEntries(Object.keys(NAMES.body).map((key) => [key, 1])) }],
    ['lists', { path: {}, query: {}, body: Object.fromEntries(Object.keys(NAMES.body).map((key) => [key, [null]])) }],
  ])('is made of an input with %s', async (_what, input) => {
    for (const name of names) await expect(checksOf(name, input)).resolves.toBeDefined();
  });
});
