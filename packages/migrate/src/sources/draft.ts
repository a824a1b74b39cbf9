import type { SecretValue } from '@dragoman/core';

import type { Dialect } from '../model/direction.ts';
import type { DialectDetails, InventorySecret, SecretKey, SecretKind } from '../model/inventory.ts';
import type { ReadValue } from '../values/source-values.ts';

/** What a source tells of a version; what it does not tell is left out. */
export interface VersionDraft {
  readonly id: string;
  readonly createdAt?: number;
  /** Its position by age, where times are not told. */
  readonly position?: number;
  readonly type?: 'text' | 'binary';
  /** In neutral terms. */
  readonly labels?: readonly string[];
  readonly expiresAt?: number;
  /** Where this source has the value. */
  readonly read?: ReadValue;
  /** Whether this source can never have it. */
  readonly isOutOfReach?: true;
}

/** What one document tells of one secret; what it does not tell is left out. */
export interface SecretDraft {
  /** The file that tells it. */
  readonly file: string;
  readonly dialect: Dialect;
  /** A project, `account/region` or scope; empty where the document does not say. */
  readonly address: string;
  readonly name: string;
  readonly id?: string;
  readonly kind?: SecretKind;
  readonly description?: string | null;
  readonly state?: InventorySecret['state'];
  readonly deletionAt?: number;
  readonly key?: SecretKey;
  readonly tags?: Readonly<Record<string, string>>;
  readonly isRotating?: boolean;
  readonly details?: Partial<DialectDetails>;
  readonly updatedAt?: number;
  readonly versions?: readonly VersionDraft[];
  /** Whether these are all of its versions with all of their labels. */
  readonly hasAllVersions?: boolean;
}

/** What one document tells of one key; what it does not tell is left out. */
export interface KeyDraft {
  readonly file: string;
  readonly dialect: Dialect;
  readonly id: string;
  /** Without the prefix `alias/`. */
  readonly aliases?: readonly string[];
  readonly spec?: string;
  readonly isImported?: boolean;
  /** `null` where it does not rotate. */
  readonly rotationDays?: number | null;
  readonly pendingDays?: number;
  readonly instance?: string;
  readonly versions?: number;
  readonly hasMaterial?: boolean;
  readonly hasCiphertexts?: boolean;
  /** Whether it is the default key of its service, which is nobody's own. */
  readonly isDefault?: boolean;
}

/** What one source tells. */
export interface SourceDrafts {
  readonly secrets: readonly SecretDraft[];
  readonly keys: readonly KeyDraft[];
}

/** Where secrets are read from. */
export interface Source {
  /** How messages call it. */
  readonly path: string;
  /** @param as which service's view of it, where that was said @throws ConfigError */
  drafts(as: Dialect | null): Promise<SourceDrafts> | SourceDrafts;
}

/** A JSON object of which nothing is known yet. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** How sources are read. */
export interface ReadOptions {
  /** Whether each value that they have is read once, for its traits; only these are kept. */
  readonly withValues: boolean;
  /** The key of the plan, where fingerprints of the values are kept too. */
  readonly fingerprintKey?: Uint8Array;
}

/** A value that stands in a document; nothing where there is none. */
export function documentValue(data: unknown, type: SecretValue['type']): Pick<VersionDraft, 'read' | 'type'> {
  return typeof data === 'string' ? { type, read: () => ({ type, data }) } : {};
}

/** @returns the object, or an empty one where it is none */
export function objectOf(value: unknown): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
}

/** @returns the objects of a list, or none where it is no list */
export function objectsOf(value: unknown): JsonObject[] {
  return Array.isArray(value) ? value.map(objectOf) : [];
}

/** @returns the text, or `undefined` where it is none or empty */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** @returns the texts of a list */
export function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

/** Unix milliseconds of a number of them, or of a text that says its zone. */
export function timeOf(value: unknown): number | undefined {
  if (typeof value === 'number') return value > 0 ? value : undefined;
  const text = textOf(value);
  if (text === undefined) return undefined;
  const time = Date.parse(text);
  return Number.isNaN(time) ? undefined : time;
}

/** The same object without members that are undefined. */
export function withoutAbsent<Whole extends object>(whole: { [Name in keyof Whole]: Whole[Name] | undefined }): Whole {
  return Object.fromEntries(Object.entries(whole).filter(([, member]) => member !== undefined)) as Whole;
}

const NEUTRAL: Readonly<Record<Dialect, Readonly<Record<string, string>>>> = {
  huawei: { SYSCURRENT: 'CURRENT', SYSPREVIOUS: 'PREVIOUS', SYSPENDING: 'PENDING' },
  aliyun: { ACSCurrent: 'CURRENT', ACSPrevious: 'PREVIOUS' },
  bk: {},
};

/** Stages in neutral terms. */
export function neutralLabels(dialect: Dialect, stages: unknown): string[] {
  return textsOf(stages).map((stage) => NEUTRAL[dialect][stage] ?? stage);
}
