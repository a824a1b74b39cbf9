import type { SecretValue } from '@dragoman/core';

import type { Dialect } from '../../src/model/direction.ts';
import { type Inventory, type InventorySecret, NO_DETAILS } from '../../src/model/inventory.ts';
import { type SourceValues, valueKeyOf } from '../../src/values/source-values.ts';
import { NOW } from '../vectors.ts';

/** Secrets of one service with their values, made by chance that can be repeated. */
export interface Estate {
  readonly inventory: Inventory;
  readonly values: SourceValues;
  /** Every value that stands in it. */
  readonly planted: readonly string[];
}

/** Numbers from 0 to below 1, the same for the same seed (mulberry32). */
export function chanceOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export interface EstateOptions {
  readonly dialect: Dialect;
  readonly secrets: number;
  readonly seed: number;
  /** Of one secret, at the most. */
  readonly versions?: number;
}

/** Names, labels, tags and values such as applications have them. */
export function estateOf({ dialect, secrets: count, seed, versions: most = 4 }: EstateOptions): Estate {
  const chance = chanceOf(seed);
  const upTo = (limit: number): number => Math.floor(chance() * limit);
  const values = new Map<string, SecretValue>();
  const planted: string[] = [];
  const secrets = Array.from({ length: count }, (_, at): InventorySecret => {
    const name = nameOf(dialect, at, upTo);
    const total = dialect === 'bk' ? 1 : 1 + upTo(most);
    const current = upTo(3) === 0 ? upTo(total) : total - 1;
    const versions = Array.from({ length: total }, (_, index) => {
      const id = dialect === 'aliyun' && upTo(2) === 0 ? `release-${index + 1}` : `v${index + 1}`;
      const value = valueOf(upTo, `planted-${seed}-${at}-${index}-${String(chance()).slice(2, 12)}`);
      values.set(valueKeyOf({ name, id: null, version: id }), value);
      planted.push(value.data);
      const labels = [...(index === current ? ['CURRENT'] : []), ...(upTo(4) === 0 ? [`label-${index}`] : [])];
      const createdAt = NOW - (total - index) * 1_000;
      return { id, createdAt, type: value.type, labels, expiresAt: null, value: { state: 'unread' } as const };
    });
    return {
      name,
      id: null,
      kind: 'generic',
      description: upTo(2) === 0 ? `the key of application ${at} 密钥` : null,
      state: 'enabled',
      deletionAt: null,
      key: null,
      versions: dialect === 'bk' ? versions.map((version) => ({ ...version, labels: ['CURRENT'] })) : versions,
      tags: dialect !== 'bk' && upTo(2) === 0 ? { team: ['pay', 'search'][upTo(2)] ?? '', stage: 'prod' } : {},
      isRotating: false,
      details: NO_DETAILS,
      completeness: 'whole',
      updatedAt: NOW,
    };
  });
  return {
    inventory: { dialect, address: '', secrets },
    values: { valueOf: (ref) => Promise.resolve(values.get(valueKeyOf(ref)) ?? null) },
    planted,
  };
}

function nameOf(dialect: Dialect, at: number, upTo: (limit: number) => number): string {
  const parts = ['db', 'cache', 'mail', 'token', 'oss'];
  const separator = dialect === 'huawei' ? '-' : ['/', '-', '.'][upTo(3)];
  const suffix = dialect === 'huawei' ? '' : ['', '@prod', '+x'][upTo(3)];
  return `app-${at}${separator ?? '-'}${parts[upTo(parts.length)] ?? ''}${suffix ?? ''}`;
}

function valueOf(upTo: (limit: number) => number, text: string): SecretValue {
  switch (upTo(5)) {
    case 0:
      return { type: 'binary', data: Buffer.from(text).toString('base64') };
    case 1:
      return { type: 'text', data: JSON.stringify({ username: 'app', password: text }) };
    case 2:
      return { type: 'text', data: `${text}\n"quoted" 密 &+%=` };
    default:
      return { type: 'text', data: text };
  }
}
