import {
  attempt,
  DomainError,
  omittedByValues,
  openVersion,
  type Secret,
  type SecretPage,
  type SecretStore,
  type VisiblePart,
  visiblePart,
  type Services,
  type SecretLimits,
  type VaultId,
  withOmitted,
} from '@dragoman/core';

type ValueServices = Pick<Services, 'secrets' | 'keys' | 'clock' | 'sealer'>;

/** Tells of a secret what a cloud could hold of it. */
export type VisibilityCheck = (secret: Secret) => Promise<VisiblePart>;

/** How many secrets are read at a time where some do not show. */
const BATCH = 500;

/** Looks at secrets as a cloud could hold them, their values included. */
export function visibilityThrough(services: ValueServices, limits: SecretLimits): VisibilityCheck {
  return async (secret) => {
    const part = visiblePart(secret, limits);
    if (part.secret === null) return part;
    const byValues = omittedByValues(await valuesOf(services, secret, part.secret), limits);
    return byValues === null ? part : { secret: null, omitted: [byValues] };
  };
}

/** Of the versions that show; one that cannot be opened, as its key cannot be used, is not judged. */
async function valuesOf(services: ValueServices, stored: Secret, visible: Secret): Promise<string[]> {
  const values: string[] = [];
  for (const version of visible.versions) {
    const value = await attempt(
      () => openVersion(services, stored, version),
      (error) => {
        if (error instanceof DomainError) return null;
        throw error;
      },
    );
    if (value !== null) values.push(value.data);
  }
  return values;
}

/**
 * The secrets of a store as a cloud could hold them: what it could not does not show, and is there all the same when
 * something else of the secret is changed.
 */
export function visibleSecrets(services: ValueServices, limits: SecretLimits): SecretStore {
  const { secrets } = services;
  const check = visibilityThrough(services, limits);
  const visible = async (secret: Secret | null): Promise<Secret | null> =>
    secret === null ? null : (await check(secret)).secret;
  return {
    ...secrets,
    findByName: async (vault, name) => visible(await secrets.findByName(vault, name)),
    findById: async (vault, id) => visible(await secrets.findById(vault, id)),
    findAnywhere: async (id) => visible(await secrets.findAnywhere(id)),
    list: (vault, page) => visiblePage(secrets, vault, page, visible),
    count: async (vault) => {
      const everything = { order: 'created', offset: 0, limit: Number.MAX_SAFE_INTEGER } as const;
      return (await visiblePage(secrets, vault, everything, visible)).length;
    },
    async commit(change) {
      const { vault, id } = change.secret;
      const stored = await secrets.findById(vault, id);
      const view = await visible(stored);
      if (stored === null || view === null || stored.revision !== change.expectedRevision) return 'stale';
      return secrets.commit({
        ...change,
        secret: withOmitted(stored, view, change.secret),
        // A new version takes the place of one that bears its id and does not show.
        dropped: [...change.dropped, ...change.added.map(({ versionId }) => versionId).filter(isOmitted(stored, view))],
      });
    },
  };
}

function isOmitted(stored: Secret, view: Secret): (versionId: string) => boolean {
  const has = ({ versions }: Secret, versionId: string): boolean => versions.some(({ id }) => id === versionId);
  return (versionId) => has(stored, versionId) && !has(view, versionId);
}

/** A page of what shows. */
async function visiblePage(
  secrets: SecretStore,
  vault: VaultId,
  page: SecretPage,
  visible: (secret: Secret) => Promise<Secret | null>,
): Promise<Secret[]> {
  const found: Secret[] = [];
  const wanted = page.order === 'created' ? page.offset + page.limit : page.limit;
  let next: SecretPage = page.order === 'created' ? { ...page, offset: 0, limit: BATCH } : { ...page, limit: BATCH };
  while (found.length < wanted) {
    const batch = await secrets.list(vault, next);
    for (const secret of batch) {
      const view = await visible(secret);
      if (view !== null) found.push(view);
    }
    const last = batch.at(-1);
    if (last === undefined || batch.length < BATCH) break;
    next = next.order === 'created' ? { ...next, offset: next.offset + BATCH } : { ...next, after: last.name };
  }
  return page.order === 'created' ? found.slice(page.offset, wanted) : found.slice(0, wanted);
}
