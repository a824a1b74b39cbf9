import { readFileSync } from 'node:fs';

import { type CredentialType, credentialToText } from '@dragoman/core';

import type { Dialect, Direction } from '../src/model/direction.ts';
import { type InventorySecret, type KnownValue, NO_DETAILS, type SecretKind } from '../src/model/inventory.ts';
import { DEFAULT_OPTIONS, type PlanOptions } from '../src/model/options.ts';
import { PROFILES } from '../src/model/target-profile.ts';
import type { Finding, Verdict } from '../src/model/verdict.ts';
import type { PlanContext } from '../src/planner/context.ts';
import { traitsOf } from '../src/values/value-traits.ts';

/** A text, or one repeated. */
type Text = string | { readonly repeat: string; readonly times: number };

export interface VectorSecret {
  readonly name: string;
  readonly kind: SecretKind;
  readonly description?: Text;
  readonly versions: readonly {
    readonly id: string;
    readonly value?: Text;
    readonly type?: 'binary';
    readonly labels: readonly string[];
    readonly expires?: string;
  }[];
  readonly slots?: Readonly<Record<string, Text>>;
  readonly value_source?: false;
  readonly state?: InventorySecret['state'];
  readonly delete_in_days?: number;
  readonly key?: { readonly alias: string; readonly origin: string };
  readonly rotation?: { readonly on: boolean };
  readonly tags?: Readonly<Record<string, string>>;
  readonly huawei?: {
    readonly event_subscriptions: readonly string[];
    readonly enterprise_project_id: string;
    readonly replicas: readonly string[];
    readonly grants: number;
  };
  readonly aliyun?: { readonly instance?: string; readonly policy?: boolean; readonly custom_data?: boolean };
  readonly bk?: { readonly file_sources: number };
  readonly k1k3?: {
    readonly name_taken_in_instance?: boolean;
    readonly other_region?: boolean;
    readonly secrets_to_move?: number;
    readonly app_uses?: readonly string[];
    readonly gateway?: string;
    readonly image?: string;
    readonly instance_full?: boolean;
    readonly key_imported?: boolean;
  };
}

interface VectorTarget {
  readonly name: string;
  readonly write_order?: readonly string[];
  readonly versions?: Readonly<Record<string, string>>;
  readonly labels?: Readonly<Record<string, string>>;
  readonly credential_type?: CredentialType;
  readonly description_bytes?: number;
  readonly tags?: readonly string[];
  readonly delete_in_days?: number;
}

export interface Vectors {
  readonly always: Readonly<Record<Direction, readonly string[]>>;
  readonly limits: Readonly<Record<'HW' | 'ALI' | 'BK', Readonly<Record<string, number>>>>;
  readonly fingerprints: {
    readonly key_hex: string;
    readonly cases: readonly { readonly type: 'text' | 'binary'; readonly value: string; readonly fp: string }[];
  };
  readonly fixtures: readonly {
    readonly id: string;
    readonly about: string;
    readonly secret: VectorSecret;
    readonly options?: Partial<PlanOptions> & { readonly key_map?: Readonly<Record<string, string>> };
    readonly expect: Partial<
      Record<
        Direction,
        { readonly verdict: Verdict; readonly findings: readonly Finding[]; readonly target: VectorTarget | null }
      >
    >;
  }[];
  readonly sets: readonly {
    readonly id: string;
    readonly about: string;
    readonly direction: PlanContext['direction'];
    readonly names: readonly string[];
    readonly ids?: readonly string[];
    readonly expect: {
      readonly names: readonly string[];
      readonly findings: readonly (Finding & { readonly name: string; readonly index: number })[];
    };
  }[];
  readonly keys: readonly {
    readonly id: string;
    readonly direction: 'HW-ALI' | 'ALI-HW';
    readonly key: {
      readonly spec: string;
      readonly origin: string;
      readonly material_at_hand?: boolean;
      readonly alias?: string;
      readonly rotation_days?: number;
      readonly pending_days?: number;
      readonly ciphertexts?: boolean;
    };
    readonly expect: {
      readonly verdict: Verdict;
      readonly findings: readonly Finding[];
      readonly target: Readonly<Record<string, unknown>> | null;
    };
  }[];
  readonly targets: readonly {
    readonly id: string;
    readonly about: string;
    readonly direction: PlanContext['direction'];
    readonly options?: Partial<PlanOptions> & { readonly quota?: number };
    readonly target: {
      readonly name?: string;
      readonly same_value?: boolean;
      readonly pending_delete?: boolean;
      readonly secrets?: number;
    };
    readonly names?: readonly string[];
    readonly expect: {
      readonly verdict?: Verdict;
      readonly findings: readonly (Finding & { readonly name?: string })[];
      readonly action?: string;
    };
  }[];
}

export const VECTORS = JSON.parse(readFileSync(new URL('vectors/migration.json', import.meta.url), 'utf8')) as Vectors;

const DIALECT_OF: Readonly<Record<string, Dialect>> = { HW: 'huawei', ALI: 'aliyun', BK: 'bk' };
export const NOW = Date.parse('2026-11-30T00:00:00Z');
const DAY_MS = 86_400_000;

export function contextOf(direction: PlanContext['direction'], parts: Partial<PlanContext> = {}): PlanContext {
  const [source, target] = direction.split('-').map((name) => DIALECT_OF[name] as Dialect) as [Dialect, Dialect];
  return {
    direction,
    source,
    target,
    profile: PROFILES[target],
    options: DEFAULT_OPTIONS,
    keys: {},
    now: NOW,
    ...parts,
  };
}

/** A secret of the vectors as an inventory has it. */
export function secretOf(given: VectorSecret, id: string | null = null): InventorySecret {
  return {
    name: given.name,
    id,
    kind: given.kind,
    description: given.description === undefined ? null : textOf(given.description),
    state: given.state ?? 'enabled',
    deletionAt: given.delete_in_days === undefined ? null : NOW + given.delete_in_days * DAY_MS,
    key: given.key === undefined ? null : { id: null, alias: given.key.alias },
    versions: given.versions.map((version, at) => ({
      id: version.id,
      createdAt: NOW - (given.versions.length - at) * 1_000,
      type: version.type ?? 'text',
      labels: version.labels,
      expiresAt: version.expires === undefined ? null : NOW + 30 * DAY_MS,
      value: valueOf(given, version),
    })),
    tags: given.tags ?? {},
    isRotating: given.rotation?.on ?? false,
    details: {
      ...NO_DETAILS,
      events: given.huawei?.event_subscriptions.length ?? 0,
      project: given.huawei?.enterprise_project_id ?? null,
      replicas: given.huawei?.replicas.length ?? 0,
      grants: given.huawei?.grants ?? 0,
      policy: given.aliyun?.policy ?? false,
      instance: given.aliyun?.instance ?? null,
      customData: given.aliyun?.custom_data ?? false,
      fileSources: given.bk?.file_sources ?? 0,
    },
    completeness: 'whole',
    updatedAt: null,
  };
}

function valueOf(given: VectorSecret, version: VectorSecret['versions'][number]): KnownValue {
  if (given.value_source === false) return { state: 'missing' };
  if (given.slots === undefined)
    return { state: 'read', traits: traitsOf(textOf(version.value ?? ''), version.type ?? 'text') };
  const slots = Object.fromEntries(Object.entries(given.slots).map(([name, slot]) => [name, textOf(slot)]));
  const type = given.kind.slice('credential:'.length) as CredentialType;
  const { access_key: accessKey, secret_key: secretKey, username, password } = slots;
  const all = Object.entries({ accessKey, secretKey, username, password }).filter(([, slot]) => slot !== undefined);
  return { state: 'read', traits: traitsOf(credentialToText({ type, slots: Object.fromEntries(all) }), 'text') };
}

function textOf(text: Text): string {
  return typeof text === 'string' ? text : text.repeat.repeat(text.times);
}

/** Findings in the order of their ids. */
export function sorted(findings: readonly Finding[]): Finding[] {
  return findings.toSorted((left, right) => (left.rule < right.rule ? -1 : 1));
}
