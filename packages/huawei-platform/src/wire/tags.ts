import type { Tag } from '@dragoman/core';

/** Takes tags away by their keys; a key that is not there is no error. */
export function withoutKeys(tags: readonly Tag[], keys: readonly string[]): readonly Tag[] {
  const kept = tags.filter(({ key }) => !keys.includes(key));
  return kept.length === tags.length ? tags : kept;
}
