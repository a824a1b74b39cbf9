import type { Secret } from '../model/secret.ts';
import type { VaultId } from '../model/vault.ts';
import type { SecretPage } from '../ports/secret-store.ts';
import { type SweepServices, sweepDeletions } from './sweep.ts';

/** How many secrets a filtered list reads at a time. */
const SCAN_BATCH = 500;

/** A page by name: the secrets after a name, and whether more follow. */
export interface NamePage {
  readonly secrets: readonly Secret[];
  readonly more: boolean;
}

/** Secrets in the order of their names, strictly after `after`; `where` picks among them. */
export async function listSecretsByName(
  services: SweepServices,
  vault: VaultId,
  request: { readonly after: string | null; readonly limit: number; readonly where?: (secret: Secret) => boolean },
): Promise<NamePage> {
  await sweepDeletions(services, services.clock.now());
  const batch = request.where === undefined ? request.limit + 1 : SCAN_BATCH;
  const found: Secret[] = [];
  for await (const secret of scan(services, vault, { order: 'name', after: request.after, limit: batch })) {
    if (request.where?.(secret) ?? true) found.push(secret);
    if (found.length > request.limit) break;
  }
  return { secrets: found.slice(0, request.limit), more: found.length > request.limit };
}

/** A numbered page: the secrets on it, and how many there are on all pages together. */
export interface NumberedPage {
  readonly secrets: readonly Secret[];
  readonly total: number;
}

/** Secrets in the order of their creation, `limit` of them after `offset`; `where` picks among them. */
export async function listSecretsByCreation(
  services: SweepServices,
  vault: VaultId,
  request: { readonly offset: number; readonly limit: number; readonly where?: (secret: Secret) => boolean },
): Promise<NumberedPage> {
  await sweepDeletions(services, services.clock.now());
  if (request.where === undefined) {
    const page = { order: 'created', offset: request.offset, limit: request.limit } as const;
    return { secrets: await services.secrets.list(vault, page), total: await services.secrets.count(vault) };
  }
  const matching: Secret[] = [];
  for await (const secret of scan(services, vault, { order: 'created', offset: 0, limit: SCAN_BATCH })) {
    if (request.where(secret)) matching.push(secret);
  }
  return { secrets: matching.slice(request.offset, request.offset + request.limit), total: matching.length };
}

/** Reads page after page, the first one as given. */
async function* scan(services: SweepServices, vault: VaultId, first: SecretPage): AsyncGenerator<Secret> {
  let page = first;
  for (;;) {
    const secrets = await services.secrets.list(vault, page);
    yield* secrets;
    const last = secrets.at(-1);
    if (last === undefined || secrets.length < page.limit) return;
    page = page.order === 'name' ? { ...page, after: last.name } : { ...page, offset: page.offset + page.limit };
  }
}
