import { DomainError } from '../errors.ts';

/** A key and its one value on a resource. */
export interface Tag {
  readonly key: string;
  readonly value: string;
}

/**
 * The tags with `added` set: a key that is there keeps its place and gets the new value.
 * @param limit how many tags a resource may carry
 * @throws DomainError `tag-quota-exceeded`
 */
export function withTags(tags: readonly Tag[], added: readonly Tag[], limit: number): Tag[] {
  const merged = new Map(tags.map((tag) => [tag.key, tag.value]));
  for (const tag of added) merged.set(tag.key, tag.value);
  if (merged.size > limit) throw new DomainError('tag-quota-exceeded', String(limit));
  return [...merged].map(([key, value]) => ({ key, value }));
}
