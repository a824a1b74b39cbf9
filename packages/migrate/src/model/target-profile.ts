import type { Dialect } from './direction.ts';

/** What a service takes, as its documents say. Where they disagree, a plan may assume another number. */
export interface TargetProfile {
  /** Characters of a name. */
  readonly name_max: number;
  /** Han characters of a name. */
  readonly name_han: number;
  /** Bytes of a value; at BlueKing of its slots, escaped as JSON. */
  readonly value_bytes: number;
  readonly desc_bytes: number;
  readonly versions: number;
  /** Stages, the built-in ones among them. */
  readonly labels: number;
  /** Characters of the value of a tag. */
  readonly tag_value: number;
  /** Secrets that the target may hold. */
  readonly quota: number;
}

const NO_LIMIT = Number.MAX_SAFE_INTEGER;

/**
 * The limits of each service. Huawei: CreateSecret's page, and 200 secrets of 2023 (the international page of 2025-11
 * has 500, the Chinese one 5,000). Alibaba Cloud: CreateSecret's page (2025-08-21); how many secrets is a matter of the
 * instance that was bought. BlueKing: the columns of JOB's tables, where 49,000 bytes of slots fill a TEXT once they
 * are sealed.
 */
export const PROFILES: Readonly<Record<Dialect, TargetProfile>> = {
  huawei: {
    name_max: 64,
    name_han: 0,
    value_bytes: 32_768,
    desc_bytes: 2_048,
    versions: 20,
    labels: 12,
    tag_value: 255,
    quota: 200,
  },
  aliyun: {
    name_max: 192,
    name_han: 64,
    value_bytes: 30_720,
    desc_bytes: NO_LIMIT,
    versions: 10,
    labels: 8,
    tag_value: 128,
    quota: NO_LIMIT,
  },
  bk: {
    name_max: 255,
    name_han: NO_LIMIT,
    value_bytes: 49_000,
    desc_bytes: 65_535,
    versions: 1,
    labels: 0,
    tag_value: 0,
    quota: NO_LIMIT,
  },
};
