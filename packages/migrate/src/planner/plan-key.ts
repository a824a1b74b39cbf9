import { type Finding, type Verdict, worstOf } from '../model/verdict.ts';
import { findingOf } from '../rules/catalogue.ts';

/** A customer key as its source knows it. */
export interface InventoryKey {
  /** As the source spells it. */
  readonly spec: string;
  readonly isImported: boolean;
  /** Whether the owner has the imported material. */
  readonly hasMaterial: boolean;
  readonly alias: string | null;
  readonly rotationDays: number | null;
  /** Days from the order to delete the key to its deletion. */
  readonly pendingDays: number | null;
  /** Whether ciphertexts exist that it made. */
  readonly hasCiphertexts: boolean;
}

/** A key as it can be at the target. */
export interface TargetKey {
  readonly spec: string;
  readonly alias: string | null;
  readonly rotationDays: number | null;
  readonly pendingDays: number | null;
}

/** What becomes of one key. */
export interface PlannedKeyMove {
  readonly verdict: Verdict;
  readonly findings: readonly Finding[];
  readonly target: TargetKey | null;
}

/** Specs of Huawei and what Alibaba Cloud calls them. */
const SPECS: readonly (readonly [string, string])[] = [
  ['AES_256', 'Aliyun_AES_256'],
  ['SM4', 'Aliyun_SM4'],
  ['RSA_2048', 'RSA_2048'],
  ['RSA_3072', 'RSA_3072'],
  ['RSA_4096', 'RSA_4096'],
  ['EC_P256', 'EC_P256'],
  ['SECP256K1', 'EC_P256K'],
  ['SM2', 'EC_SM2'],
];
/** Days between rotations at Huawei; days of a scheduled deletion at Alibaba Cloud. */
const HUAWEI_ROTATION = { min: 30, max: 365 };
const ALIYUN_WINDOW = { min: 7, max: 366 };

/** What becomes of a key between Huawei's KMS and Alibaba Cloud's; JOB has none. */
export function planKey(key: InventoryKey, direction: 'HW-ALI' | 'ALI-HW'): PlannedKeyMove {
  const [from, to] = direction === 'HW-ALI' ? [0, 1] : [1, 0];
  const spec = SPECS.find((pair) => pair[from] === key.spec)?.[to];
  if (spec === undefined) {
    const findings = [findingOf(direction, 'KEY-SPEC')];
    return { verdict: worstOf(findings), findings, target: null };
  }
  const findings: Finding[] = [];
  if (direction === 'HW-ALI' && key.spec === 'RSA_4096') findings.push(findingOf(direction, 'KEY-INSTANCE'));
  const isAtHand = key.isImported && key.hasMaterial;
  findings.push(findingOf(direction, 'KEY-MATERIAL', isAtHand ? { verdict: 'changed' } : {}));
  const target = { spec, ...aliasAndTimes(key, direction, findings) };
  if (key.hasCiphertexts) findings.push(findingOf(direction, 'KEY-CIPHERTEXT', { of: 'ciphertexts' }));
  return { verdict: worstOf(findings), findings, target };
}

function aliasAndTimes(
  { alias, rotationDays, pendingDays }: InventoryKey,
  direction: 'HW-ALI' | 'ALI-HW',
  findings: Finding[],
): Omit<TargetKey, 'spec'> {
  if (alias !== null) findings.push(findingOf(direction, 'KEY-ALIAS'));
  const rotation = direction === 'ALI-HW' ? within(rotationDays, HUAWEI_ROTATION) : rotationDays;
  if (rotation !== rotationDays) findings.push(findingOf(direction, 'KEY-ROTATION'));
  const pending = direction === 'HW-ALI' ? within(pendingDays, ALIYUN_WINDOW) : pendingDays;
  if (pending !== pendingDays) findings.push(findingOf(direction, 'KEY-WINDOW'));
  return { alias: alias === null ? null : aliasAt(alias, direction), rotationDays: rotation, pendingDays: pending };
}

function aliasAt(alias: string, direction: 'HW-ALI' | 'ALI-HW'): string {
  return direction === 'HW-ALI' ? `alias/${alias.replaceAll(':', '-')}` : alias.replace(/^alias\//, '');
}

function within(days: number | null, { min, max }: { readonly min: number; readonly max: number }): number | null {
  return days === null ? null : Math.min(max, Math.max(min, days));
}
