import { checkRamPolicy, RAM_SYSTEM_POLICIES, type StoredPolicy } from '@dragoman/adapter-aliyun';
import { checkIamPolicy, iamSystemPolicies } from '@dragoman/adapter-huawei';
import { type Json, listDialectRecords, type Services } from '@dragoman/core';
import { nearestTo } from '@dragoman/input';
import { PolicyDocumentError } from '@dragoman/protocol-kit';

import { type SeedPath, SeedError, type SeedSource } from './source.ts';

/** Whose policies a document has. */
export type PolicyVendor = 'aliyun' | 'huawei';

/** A policy where it is attached: a document, or the name of one. */
export type PolicyReference = string | Readonly<Record<string, unknown>>;

interface Vendor {
  readonly isSystemPolicy: (name: string) => boolean;
  readonly systemPolicies: () => readonly string[];
  /** @throws PolicyDocumentError */
  readonly check: (document: Json) => void;
}

const VENDORS: Readonly<Record<PolicyVendor, Vendor>> = {
  aliyun: {
    isSystemPolicy: (name) => Object.hasOwn(RAM_SYSTEM_POLICIES, name),
    systemPolicies: () => Object.keys(RAM_SYSTEM_POLICIES),
    check: (document) => checkRamPolicy(document, 'identity', ''),
  },
  huawei: {
    isSystemPolicy: (name) => iamSystemPolicies().has(name),
    systemPolicies: () => [...iamSystemPolicies().keys()],
    check: checkIamPolicy,
  },
};

/** Where policies by name are kept: a vault that no address leads to. */
export const STORED_AS = { vault: '', kind: 'gateway.policy' };
const MAX_COUNT = 10_000;

/** Whether a vendor has a policy of this name ready. */
export function isSystemPolicy(name: string): boolean {
  return Object.values(VENDORS).some((vendor) => vendor.isSystemPolicy(name));
}

/** The policies that have a name: those of the documents, and those that were applied before. */
export class NamedPolicies {
  readonly #documents: ReadonlyMap<string, Json>;

  private constructor(documents: ReadonlyMap<string, Json>) {
    this.#documents = documents;
  }

  static async load(
    sources: readonly SeedSource[],
    { resources }: Pick<Services, 'resources'>,
  ): Promise<NamedPolicies> {
    const stored = await listDialectRecords(
      { resources },
      { ...STORED_AS, order: 'id', from: { offset: 0 }, limit: MAX_COUNT },
    );
    return new NamedPolicies(
      new Map([
        ...stored.resources.map(({ id, body }) => [id, body] as const),
        ...sources.flatMap(({ document }) => Object.entries(document.policies ?? {}) as [string, Json][]),
      ]),
    );
  }

  /** The policy that is meant, as an identity keeps it. @throws SeedError */
  resolve(
    reference: PolicyReference,
    { source, path, vendor }: { readonly source: SeedSource; readonly path: SeedPath; readonly vendor: PolicyVendor },
  ): StoredPolicy {
    if (typeof reference !== 'string') {
      const document = reference as Json;
      checkDocument(document, vendor, { source, path });
      return { name: path.join('.'), document };
    }
    const document = this.#documents.get(reference);
    if (document === undefined && VENDORS[vendor].isSystemPolicy(reference)) return { name: reference };
    if (document === undefined) throw new SeedError(source, path, this.#unknown(reference, vendor));
    checkDocument(document, vendor, { source, path });
    return { name: reference, document };
  }

  #unknown(name: string, vendor: PolicyVendor): string {
    const known = [...this.#documents.keys(), ...VENDORS[vendor].systemPolicies()];
    const nearest = nearestTo(name, known);
    return (
      `= "${name}" is no known policy: ` +
      (nearest === null ? 'write it under policies, or name one that the vendor has ready' : `did you mean ${nearest}?`)
    );
  }
}

/** By its version: RAM has "1", IAM others. */
export function vendorOf(document: Json): PolicyVendor {
  return typeof document === 'object' && document !== null && 'Version' in document && document['Version'] === '1'
    ? 'aliyun'
    : 'huawei';
}

/** @throws SeedError at the very part of the policy that is wrong */
export function checkDocument(
  document: Json,
  vendor: PolicyVendor,
  { source, path }: { readonly source: SeedSource; readonly path: SeedPath },
): void {
  withPolicyErrors(source, path, () => {
    VENDORS[vendor].check(document);
  });
}

/** What a vendor rejects in a policy, said of the place where it stands. @throws SeedError */
export function withPolicyErrors(source: SeedSource, path: SeedPath, work: () => void): void {
  try {
    work();
  } catch (error) {
    if (error instanceof PolicyDocumentError) {
      const statement = error.path[0] === 'Statement' && typeof error.path[1] === 'number' ? error.path[1] + 1 : null;
      const where = statement === null ? '' : ` (statement ${statement})`;
      throw new SeedError(source, [...path, ...error.path], `${error.message}${where}`, { cause: error });
    }
    throw error;
  }
}
