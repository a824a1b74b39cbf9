import type { DialectRecord } from '../model/dialect-record.ts';
import type { Json } from '../model/secret.ts';
import { SEAL_OVERHEAD_BYTES } from './aead.ts';
import type { Sealer } from './sealer.ts';

/** Base64 of as much as sealing adds, or more. */
const CANDIDATE = new RegExp(
  `^(?=.{${Math.ceil(SEAL_OVERHEAD_BYTES / 3) * 4},}$)(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$`,
);

/**
 * The body of a resource with every text that was sealed for it opened and handed to `change`; see {@link
 * DialectRecord}.
 */
export function withSealedTexts(resource: DialectRecord, sealer: Sealer, change: (text: string) => Json): Json {
  const context = resourceContext(resource);
  const walk = (part: Json): Json => {
    if (typeof part === 'string') {
      const text = CANDIDATE.test(part) ? openText(sealer, context, part) : null;
      return text === null ? part : change(text);
    }
    if (typeof part !== 'object' || part === null) return part;
    if (Array.isArray(part)) return (part as readonly Json[]).map(walk);
    return Object.fromEntries(Object.entries(part).map(([key, value]: [string, Json]) => [key, walk(value)]));
  };
  return walk(resource.body);
}

/** The context that texts in the body of a resource are sealed with. */
export function resourceContext({ kind, vault, id }: Pick<DialectRecord, 'kind' | 'vault' | 'id'>): readonly string[] {
  return [kind, vault, id];
}

function openText(sealer: Sealer, context: readonly string[], sealed: string): string | null {
  try {
    return sealer.openText(context, sealed);
  } catch {
    return null;
  }
}
