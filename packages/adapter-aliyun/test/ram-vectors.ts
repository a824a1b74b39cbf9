import { readFileSync } from 'node:fs';

import type { Json } from '@dragoman/core';

import { SYSTEM_POLICIES } from '../src/ram/system-policies.ts';

type Policy = { readonly system: string } | { readonly Version: string };

/** A decision that is known. */
export interface AliyunVector {
  readonly id: string;
  readonly service: string;
  readonly title: string;
  readonly note?: string;
  readonly certainty: 'documented' | 'source' | 'field' | 'inferred' | 'guess';
  readonly principal: {
    readonly kind: 'user' | 'role' | 'root' | 'federated';
    readonly account: string;
    readonly name?: string;
    readonly session?: string;
    readonly provider?: string;
  };
  readonly policies: {
    readonly identity?: readonly Policy[];
    readonly session?: Json;
    readonly resource?: Readonly<Record<string, Json>>;
    readonly trust?: Json;
  };
  readonly request: {
    readonly operation: string;
    readonly checks: readonly {
      readonly action: string;
      readonly resource: string;
      readonly context?: Readonly<Record<string, string>>;
    }[];
    readonly context?: Readonly<Record<string, string>>;
    readonly exists?: boolean;
  };
  readonly expect: {
    readonly decision: 'allow' | 'deny';
    readonly kind?: 'implicit-deny' | 'explicit-deny' | 'missing' | 'invalid';
    readonly failing_check?: number;
    readonly error?: {
      readonly status: number;
      readonly code: string;
      readonly message?: string;
      readonly access_denied_detail?: Readonly<Record<string, string>>;
      readonly policy_type?: string;
    };
  };
}

/** The file has the decisions of all three vendors, as they were given. */
export const aliyunVectors: readonly AliyunVector[] = (
  JSON.parse(readFileSync(new URL('../../../test/vectors/authorization.json', import.meta.url), 'utf8')) as {
    readonly vectors: readonly AliyunVector[];
  }
).vectors.filter(({ service }) => service === 'aliyun');

export function documentOf(policy: Policy): Json {
  return 'system' in policy ? (SYSTEM_POLICIES[policy.system] ?? null) : policy;
}

/** In the form in which a decision is asked for them. */
export function inLowerCase(context: Readonly<Record<string, string>> = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(context).map(([key, value]) => [key.toLowerCase(), value]));
}
