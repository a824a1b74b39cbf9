import { createDialectRecord, type Json } from '@dragoman/core';

import { checkDocument, isSystemPolicy, STORED_AS, vendorOf } from './policies.ts';
import { type SeedPath, SeedError, type SeedSource } from './source.ts';
import type { SeedStep } from './step.ts';

/** One step for each policy of a document. @throws SeedError for one that its vendor would not take */
export function policySteps(source: SeedSource, claim: (what: string, path: SeedPath) => void): SeedStep[] {
  return Object.entries(source.document.policies ?? {}).map(([name, given]) => {
    const path: SeedPath = ['policies', name];
    const document = given as Json;
    checkDocument(document, vendorOf(document), { source, path });
    if (isSystemPolicy(name))
      throw new SeedError(source, path, 'is the name of a policy that the vendor has ready: give another');
    claim(`policy ${name}`, path);
    return {
      source,
      path,
      entry: { kind: 'policy', vault: null, name },
      content: document,
      isThere: async ({ resources }) => (await resources.find(STORED_AS.vault, STORED_AS.kind, name)) !== null,
      async create(services) {
        await createDialectRecord(services, { ...STORED_AS, id: name, body: document });
      },
    };
  });
}
