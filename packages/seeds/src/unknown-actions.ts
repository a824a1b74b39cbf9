import { RAM_ACTIONS } from '@dragoman/adapter-aliyun';
import { IAM_ACTIONS } from '@dragoman/adapter-huawei';
import type { Json } from '@dragoman/core';
import { nearestTo } from '@dragoman/input';
import { glob } from '@dragoman/protocol-kit';

import type { PolicyVendor } from './policies.ts';
import type { SeedPath } from './source.ts';

/** Actions of services that are known here to the last; a policy may name those of any other service. */
interface KnownActions {
  readonly services: readonly string[];
  /** In lower case: to a policy case does not count. */
  readonly byLowerCase: ReadonlyMap<string, string>;
}

const KNOWN: Readonly<Record<PolicyVendor, KnownActions>> = {
  aliyun: knownActions(['kms', 'sts'], RAM_ACTIONS),
  huawei: knownActions(['csms', 'kms'], IAM_ACTIONS),
};

function knownActions(services: readonly string[], actions: readonly string[]): KnownActions {
  return { services, byLowerCase: new Map(actions.map((action) => [action.toLowerCase(), action])) };
}

/** An action of a policy that no operation asks for: the vendor takes it, and it does nothing. */
export interface UnknownAction {
  /** A way into the document. */
  readonly path: SeedPath;
  readonly action: string;
  /** What was likely meant; `null` where nothing is near. */
  readonly nearest: string | null;
}

/** @param document one that its vendor takes */
export function unknownActions(document: Json, vendor: PolicyVendor): UnknownAction[] {
  const known = KNOWN[vendor];
  const { Statement: statements } = document as { readonly Statement: readonly Readonly<Record<string, unknown>>[] };
  return statements.flatMap((statement, index) =>
    ['Action', 'NotAction'].flatMap((field) =>
      textsOf(statement[field])
        .filter((action) => !isKnown(action.toLowerCase(), known))
        .map((action) => ({ path: ['Statement', index, field], action, nearest: nearestAction(action, known) })),
    ),
  );
}

function textsOf(given: unknown): readonly string[] {
  return Array.isArray(given) ? (given as readonly string[]) : typeof given === 'string' ? [given] : [];
}

function isKnown(action: string, { services, byLowerCase }: KnownActions): boolean {
  const service = action.slice(0, action.indexOf(':'));
  if (!services.includes(service) || byLowerCase.has(action)) return true;
  if (!/[*?]/.test(action)) return false;
  const matches = glob(action);
  return [...byLowerCase.keys()].some(matches);
}

function nearestAction(action: string, { byLowerCase }: KnownActions): string | null {
  const service = action.slice(0, action.indexOf(':') + 1).toLowerCase();
  const plain = action.toLowerCase().replaceAll(/[*?]/g, '');
  const [rest, candidates] = [plain.slice(service.length), [...byLowerCase.keys()]];
  const names = candidates.filter((one) => one.startsWith(service)).map((one) => one.slice(service.length));
  const nearest = nearestTo(rest, names);
  return nearest === null ? null : (byLowerCase.get(service + nearest) ?? null);
}
