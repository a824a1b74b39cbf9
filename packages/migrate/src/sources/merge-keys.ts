import { ConfigError } from '@dragoman/input';

import type { InventorySecret, SecretKey, SourceKey } from '../model/inventory.ts';
import { compareText } from '../names/distinct-names.ts';
import { canonicalJson } from '../plan-file/canonical-json.ts';
import type { KeyDraft } from './draft.ts';

/** Keys as all sources together tell them. */
export interface MergedKeys {
  /** Those that customers made, by id. */
  readonly keys: readonly SourceKey[];
  /** The key of a secret with its aliases; `null` where it is the default key of its service. */
  readonly resolved: (key: SecretKey | null) => SecretKey | null;
}

const FACTS = [
  ...(['spec', 'isImported', 'rotationDays', 'pendingDays', 'instance', 'versions'] as const),
  ...(['hasMaterial', 'hasCiphertexts', 'isDefault'] as const),
] as const;

/** @throws ConfigError that names both files where two contradict each other */
export function mergeKeys(drafts: readonly KeyDraft[]): MergedKeys {
  const byId = new Map([...Map.groupBy(drafts, ({ id }) => id)].map(([id, all]) => [id, merged(all)]));
  const byAlias = new Map(
    [...byId.values()].flatMap((key) => (key.aliases ?? []).map((alias) => [alias, key] as const)),
  );
  const resolved = (key: SecretKey | null): SecretKey | null => {
    const found = byId.get(key?.id ?? '') ?? byAlias.get(key?.alias ?? '');
    if (key === null || found === undefined) return key;
    return found.isDefault === true ? null : withAliases(key, found);
  };
  const keys = [...byId.values()].filter(({ isDefault }) => isDefault !== true);
  return { keys: keys.map(keyFrom).toSorted((left, right) => compareText(left.id, right.id)), resolved };
}

/** The key that seals a secret, as the sources know keys. */
export function withKey(secret: InventorySecret, { resolved }: MergedKeys): InventorySecret {
  return secret.key === null ? secret : { ...secret, key: resolved(secret.key) };
}

function withAliases(key: SecretKey, { id, aliases = [] }: KeyDraft): SecretKey {
  const all = [...new Set([...(key.alias === null ? [] : [key.alias]), ...aliases.toSorted()])];
  const [alias = null, ...otherAliases] = all;
  return { id: key.id ?? id, alias, ...(otherAliases.length > 0 ? { otherAliases } : {}) };
}

function merged(drafts: readonly KeyDraft[]): KeyDraft {
  return drafts.reduce((before, draft) => {
    for (const fact of FACTS) rejectContradiction(before, draft, fact);
    const aliases = [...new Set([...(before.aliases ?? []), ...(draft.aliases ?? [])])];
    return { ...draft, ...before, ...onlyTold(draft), aliases };
  });
}

function onlyTold(draft: KeyDraft): Partial<KeyDraft> {
  return Object.fromEntries(FACTS.filter((fact) => draft[fact] !== undefined).map((fact) => [fact, draft[fact]]));
}

function rejectContradiction(before: KeyDraft, draft: KeyDraft, fact: (typeof FACTS)[number]): void {
  const [told, tells] = [before[fact], draft[fact]];
  if (told === undefined || tells === undefined || canonicalJson(told) === canonicalJson(tells)) return;
  throw new ConfigError(
    `${before.file} and ${draft.file} differ on ${fact} of the key ${JSON.stringify(draft.id)}: give one of them`,
  );
}

function keyFrom(draft: KeyDraft): SourceKey {
  return {
    id: draft.id,
    aliases: (draft.aliases ?? []).toSorted(),
    spec: draft.spec ?? null,
    isImported: draft.isImported ?? false,
    rotationDays: draft.rotationDays ?? null,
    pendingDays: draft.pendingDays ?? null,
    instance: draft.instance ?? null,
    versions: draft.versions ?? null,
    hasMaterial: draft.hasMaterial ?? false,
    hasCiphertexts: draft.hasCiphertexts ?? true,
  };
}
