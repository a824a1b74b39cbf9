import { DomainError, type Secret, type Services, type Tag, changeSecret, loadSecret } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import type { HuaweiContext } from '../../operation.ts';

/** How many tags a secret carries. */
export const MAX_TAGS = 20;

const KEY_PATTERN = '^((?!\\s)(?!_sys_)[\\p{L}\\p{Z}\\p{N}_.:=+\\-@]*)(?<!\\s)$';
const VALUE_PATTERN = '^([\\p{L}\\p{Z}\\p{N}_.:\\/=+\\-@]*)$';

const KEY = new RegExp(KEY_PATTERN, 'u');
const VALUE = new RegExp(VALUE_PATTERN, 'u');
const MAX_CHARACTERS = { key: 128, value: 255 };

/** Whether a secret may have this tag. */
export function isTag({ key, value }: Tag): boolean {
  const fits = KEY.test(key) && key !== '' && VALUE.test(value);
  return fits && Array.from(key).length <= MAX_CHARACTERS.key && Array.from(value).length <= MAX_CHARACTERS.value;
}

/** The secret that a path names by its id. */
export const secretIdPath = { secret_id: Type.String({ minLength: 36, maxLength: 36 }) };

/** A tag as requests give it; a value that is left out is empty. The limits are those of 2024 and later. */
export const tagField = Type.Object({
  key: Type.String({ minLength: 1, maxLength: MAX_CHARACTERS.key, pattern: KEY_PATTERN }),
  value: Type.String({ maxLength: MAX_CHARACTERS.value, pattern: VALUE_PATTERN, default: '' }),
});

/** Tags as this dialect shows them. */
export function tagsToWire(tags: readonly Tag[]): object[] {
  return tags.map(({ key, value }) => ({ key, value }));
}

/** Finds a secret by its id. @throws DomainError `resource-not-found`: only by a name is a secret missed as one */
export async function loadById(
  services: Pick<Services, 'secrets' | 'clock'>,
  vault: string,
  id: string,
): Promise<Secret> {
  return missedAsResource(id, async () => loadSecret(services, { vault, id }));
}

/**
 * Changes the tags of a secret; `decide` answers those it was given where nothing changes. A scheduled deletion does
 * not stand in the way: no page says that it would. @NOTE unverified
 * @throws DomainError `resource-not-found`, and what `decide` throws
 */
export async function changeTags(
  { services, vault, actor }: HuaweiContext,
  id: string,
  decide: (tags: readonly Tag[]) => readonly Tag[],
): Promise<void> {
  await missedAsResource(id, async () =>
    changeSecret(services, { ref: { vault, id }, actor }, (secret) => {
      const tags = decide(secret.tags);
      return { secret: tags === secret.tags ? secret : { ...secret, tags } };
    }),
  );
}

async function missedAsResource<Found>(id: string, find: () => Promise<Found>): Promise<Found> {
  try {
    return await find();
  } catch (error) {
    throw error instanceof DomainError && error.code === 'secret-not-found'
      ? new DomainError('resource-not-found', id)
      : error;
  }
}
