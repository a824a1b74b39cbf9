import { ConfigError, describeMisfit, misfitOf, strictObject } from '@dragoman/input';
import { type Static, Type } from '@sinclair/typebox';

import type { Inventory } from '../model/inventory.ts';
import { globOf } from './glob.ts';
import { keysSchema, optionsSchema, renameSchema, waiverSchema } from './schema.ts';

const ADDRESS = Type.String({
  pattern: '^(huawei|aliyun|bk)(:.+)?$',
  maxLength: 300,
  description: 'huawei, aliyun or bk, and after a colon a project, account/region or scope type/scope id',
});

const configSchema = strictObject({
  to: Type.Optional(ADDRESS),
  select: Type.Optional(
    strictObject({
      names: Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 600 }), { description: 'any of these' })),
      tags: Type.Optional(Type.Record(Type.String(), Type.String(), { description: 'all of these' })),
    }),
  ),
  rename: Type.Optional(Type.Array(renameSchema)),
  keys: Type.Optional(keysSchema),
  options: Type.Optional(optionsSchema),
  instance: Type.Optional(
    strictObject(
      {
        keys_free: Type.Optional(Type.Integer({ minimum: 0, description: 'how many more keys it takes' })),
        secrets_free: Type.Optional(Type.Integer({ minimum: 0, description: 'how many more secrets it takes' })),
        image: Type.Optional(Type.String({ pattern: '^[0-9]+(\\.[0-9]+)*$', description: 'the version of its image' })),
        gateway: Type.Optional(
          Type.Unsafe<'shared' | 'dedicated'>({
            type: 'string',
            enum: ['shared', 'dedicated'],
            description: 'where applications are to call it',
          }),
        ),
        app_uses: Type.Optional(Type.Array(Type.String(), { description: 'operations that applications call' })),
      },
      { description: 'of the KMS instance that secrets of aliyun go into' },
    ),
  ),
  accept: Type.Optional(Type.Array(waiverSchema, { description: 'what the gate is to let through' })),
});

/** How to move, as a file says it. */
export type MigrationConfig = Static<typeof configSchema>;

/** @param file how it is called @throws ConfigError that names the first part that does not fit */
export function configFrom(given: unknown, file: string): MigrationConfig {
  const misfit = misfitOf(configSchema, given);
  if (misfit !== null) throw new ConfigError(`${file}: ${describeMisfit(misfit, 'the configuration').en}`);
  return given as MigrationConfig;
}

/** The secrets that are chosen: by any of the names, and by all of the tags. */
export function selectSecrets(inventory: Inventory, select: MigrationConfig['select'] = {}): Inventory {
  const names = select.names?.map(globOf);
  const tags = Object.entries(select.tags ?? {});
  return {
    ...inventory,
    secrets: inventory.secrets.filter(
      (secret) =>
        (names?.some((name) => name.test(secret.name)) ?? true) &&
        tags.every(([key, value]) => secret.tags[key] === value),
    ),
  };
}
