import { type CustomerKey, KEY_SPECS, type KeySpec, type StateImage } from '@dragoman/core';

import type { Dialect } from '../model/direction.ts';
import { type KeyDraft, textOf } from './draft.ts';

const DAY_MS = 86_400_000;

/** What each cloud calls a spec that core calls otherwise. */
const SPEC_NAMES: Readonly<Record<Dialect, Readonly<Record<string, string>>>> = {
  huawei: { EC_SECP256K1: 'SECP256K1', HMAC_SHA256: 'HMAC_256', HMAC_SHA384: 'HMAC_384', HMAC_SHA512: 'HMAC_512' },
  aliyun: {
    AES_128: 'Aliyun_AES_128',
    AES_256: 'Aliyun_AES_256',
    SM4: 'Aliyun_SM4',
    EC_SECP256K1: 'EC_P256K',
    SM2: 'EC_SM2',
  },
  bk: {},
};

/** What core calls a spec of a cloud; `null` for one that it does not have. */
export function coreSpecOf(dialect: Dialect, spec: string): KeySpec | null {
  const name = Object.entries(SPEC_NAMES[dialect]).find(([, own]) => own === spec)?.[0] ?? spec;
  return Object.hasOwn(KEY_SPECS, name) ? (name as KeySpec) : null;
}

/** The keys of one vault, as one service would tell them. */
export function stateKeys(file: string, image: StateImage, vault: string, dialect: Dialect): KeyDraft[] {
  const aliases = Map.groupBy(
    image.aliases.filter((alias) => alias.vault === vault),
    ({ keyId }) => keyId,
  );
  return image.keys
    .filter((key) => key.vault === vault)
    .map((key) =>
      keyDraft(
        file,
        key,
        (aliases.get(key.id) ?? []).map(({ name }) => name),
        dialect,
      ),
    );
}

function keyDraft(file: string, key: CustomerKey, aliases: readonly string[], dialect: Dialect): KeyDraft {
  const { enabled, intervalMs } = key.rotation;
  const instance = textOf(key.attributes['aliyun']?.['instance']);
  return {
    file,
    dialect,
    id: key.id,
    aliases,
    spec: SPEC_NAMES[dialect][key.spec] ?? key.spec,
    isImported: key.origin === 'external',
    rotationDays: enabled && intervalMs !== null ? Math.round(intervalMs / DAY_MS) : null,
    ...(instance === undefined ? {} : { instance }),
    versions: key.versions.length,
    isDefault: key.isDefault,
  };
}
