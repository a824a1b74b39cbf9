import { hash } from 'node:crypto';

import { changeDialectRecord, createDialectRecord, type Services } from '@dragoman/core';

/** Where it is kept what was made of seeds: a vault that no address leads to. */
const STORED_AS = { vault: '', kind: 'gateway.seed' };

type AppliedServices = Pick<Services, 'resources' | 'sealer' | 'clock'>;

/** Whether the entry was made at some time from this very content, or from another. It may be gone by now. */
export async function findApplied(
  services: AppliedServices,
  id: string,
  content: unknown,
): Promise<'same' | 'other' | null> {
  const kept = await services.resources.find(STORED_AS.vault, STORED_AS.kind, id);
  if (kept === null) return null;
  const { content: sealed } = kept.body as { readonly content: string };
  return services.sealer.openText(contextOf(id), sealed) === digestOf(content) ? 'same' : 'other';
}

/** Keeps that the entry was made from this content. Sealed, as a digest of a short secret gives it away. */
export async function recordApplied(services: AppliedServices, id: string, content: unknown): Promise<void> {
  const body = { content: services.sealer.sealText(contextOf(id), digestOf(content)) };
  const ref = { ...STORED_AS, id };
  if ((await services.resources.find(STORED_AS.vault, STORED_AS.kind, id)) === null)
    await createDialectRecord(services, { ...ref, body });
  else await changeDialectRecord(services, ref, () => ({ body, dueAt: null }));
}

function contextOf(id: string): readonly string[] {
  return [STORED_AS.kind, STORED_AS.vault, id];
}

function digestOf(content: unknown): string {
  return hash('sha256', JSON.stringify(content));
}
