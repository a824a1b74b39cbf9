import { CURRENT, isBuiltIn, PREVIOUS } from './labels.ts';
import type { LabelPlacement, Secret, Version } from './secret.ts';
import type { Tag } from './tags.ts';

/** Why a cloud could not hold something: an aspect of the rules of migration, without its direction. */
export type LimitRule =
  | 'NAME-CHARSET'
  | 'NAME-LENGTH'
  | 'NAME-HAN'
  | 'NAME-RESERVED'
  | 'NAME-DOT'
  | 'DESC-LENGTH'
  | 'VALUE-SIZE'
  | 'VALUE-EMPTY'
  | 'VERSION-COUNT'
  | 'LABEL-COUNT'
  | 'LABEL-CHARSET'
  | 'LABEL-RESERVED'
  | 'LABELS'
  | 'TAGS'
  | 'TAG-CHARSET'
  | 'TAG-LENGTH'
  | 'TAG-RESERVED';

/** What one cloud could hold of a secret. Whatever its own door takes fits. */
export interface SecretLimits {
  /** Why it could not bear its name. */
  readonly name: (secret: Secret) => LimitRule | null;
  /** Bytes of a description; `null` is no limit. */
  readonly descriptionBytes: number | null;
  readonly versions: number;
  /** Labels, the built-in ones among them; `null` where it knows none. */
  readonly labels: number | null;
  /** Why a custom label could not be. */
  readonly label: (name: string) => LimitRule | null;
  /** Why a tag could not be. */
  readonly tag: (tag: Tag) => LimitRule | null;
  /** Why a value could not be. */
  readonly value: (data: string) => LimitRule | null;
}

/** Something that does not show, and why. */
export interface Omission {
  readonly rule: LimitRule;
  readonly part: 'secret' | 'versions' | 'labels' | 'tags' | 'description';
  /** How many of them. */
  readonly count: number;
}

/** A secret as a cloud could hold it; `null` where it could not at all. */
export interface VisiblePart {
  readonly secret: Secret | null;
  readonly omitted: readonly Omission[];
}

const ELLIPSIS = '…';

/** What shows of a secret before its values are looked at. */
export function visiblePart(secret: Secret, limits: SecretLimits): VisiblePart {
  const rule = limits.name(secret);
  if (rule !== null) return { secret: null, omitted: [{ rule, part: 'secret', count: 1 }] };
  const omitted: Omission[] = [];
  const omit = (part: Omission['part'], rules: readonly LimitRule[]): void => {
    for (const [why, all] of Map.groupBy(rules, (one) => one)) omitted.push({ rule: why, part, count: all.length });
  };
  const labels = visibleLabels(secret, limits, omit);
  const versions = visibleVersions(secret.versions, labels, limits.versions);
  omit('versions', Array<LimitRule>(secret.versions.length - versions.length).fill('VERSION-COUNT'));
  const tags = secret.tags.filter((tag) => limits.tag(tag) === null);
  omit('tags', rulesOf(secret.tags.map(limits.tag)));
  const description = visibleDescription(secret.description, limits.descriptionBytes);
  if (description !== secret.description) omit('description', ['DESC-LENGTH']);
  if (omitted.length === 0) return { secret, omitted };
  const ids = new Set(versions.map(({ id }) => id));
  const placed = labels.filter(({ versionId }) => ids.has(versionId));
  const lastOrdinal = lastOrdinalBeside(secret, ids);
  return { secret: { ...secret, versions, labels: placed, tags, description, lastOrdinal }, omitted };
}

/**
 * Why the values of what shows could not be held: one that could not hides its secret. @param values of the versions
 */
export function omittedByValues(values: readonly string[], limits: SecretLimits): Omission | null {
  const [rule] = rulesOf(values.map(limits.value));
  return rule === undefined ? null : { rule, part: 'secret', count: 1 };
}

/**
 * A secret that was changed by somebody who did not see all of it, with what was omitted from them.
 * @param stored as it was @param view what they saw of it @param changed what they made of that
 */
export function withOmitted(stored: Secret, view: Secret, changed: Secret): Secret {
  const kept = new Set(changed.versions.map(({ id }) => id));
  const visible = new Set(view.versions.map(({ id }) => id));
  const versions = [...changed.versions, ...stored.versions.filter(({ id }) => !visible.has(id) && !kept.has(id))];
  const ids = new Set(versions.map(({ id }) => id));
  const isOmitted = ({ label, versionId }: LabelPlacement): boolean =>
    ids.has(versionId) && ![...view.labels, ...changed.labels].some((placement) => placement.label === label);
  const isOmittedTag = ({ key }: Tag): boolean => ![...view.tags, ...changed.tags].some((tag) => tag.key === key);
  return {
    ...changed,
    versions: versions.toSorted((left, right) => left.ordinal - right.ordinal),
    labels: [...changed.labels, ...stored.labels.filter(isOmitted)],
    tags: [...changed.tags, ...stored.tags.filter(isOmittedTag)],
    description: changed.description === view.description ? stored.description : changed.description,
  };
}

/** Custom labels that fit; of too many those of the newest versions. */
function visibleLabels(
  { labels, versions }: Secret,
  limits: SecretLimits,
  omit: (part: 'labels', rules: readonly LimitRule[]) => void,
): LabelPlacement[] {
  const builtIn = labels.filter(({ label }) => isBuiltIn(label));
  const custom = labels.filter(({ label }) => !isBuiltIn(label));
  if (limits.labels === null) {
    omit(
      'labels',
      custom.map(() => 'LABELS'),
    );
    return builtIn;
  }
  const fitting = custom.filter(({ label }) => limits.label(label) === null);
  omit('labels', rulesOf(custom.map(({ label }) => limits.label(label))));
  const room = Math.max(0, limits.labels - builtIn.length);
  const ageOf = (placement: LabelPlacement): number => versions.findIndex(({ id }) => id === placement.versionId);
  const newest = fitting.toSorted((left, right) => ageOf(right) - ageOf(left)).slice(0, room);
  omit('labels', Array<LimitRule>(fitting.length - newest.length).fill('LABEL-COUNT'));
  const visible = new Set([...builtIn, ...newest]);
  return labels.filter((placement) => visible.has(placement));
}

/** The oldest without a label go first, then the oldest; CURRENT and PREVIOUS stay as long as any other can go. */
function visibleVersions(
  versions: readonly Version[],
  labels: readonly LabelPlacement[],
  most: number,
): readonly Version[] {
  const excess = versions.length - most;
  if (excess <= 0) return versions;
  const rankOf = ({ id }: Version): number => {
    const own = labels.filter(({ versionId }) => versionId === id).map(({ label }) => label);
    if (own.includes(CURRENT)) return 3;
    if (own.includes(PREVIOUS)) return 2;
    return own.length > 0 ? 1 : 0;
  };
  const dropped = new Set(versions.toSorted((left, right) => rankOf(left) - rankOf(right)).slice(0, excess));
  return versions.filter((version) => !dropped.has(version));
}

/** Beyond every number that a version which does not show bears in its id. */
function lastOrdinalBeside({ lastOrdinal, versions }: Secret, visible: ReadonlySet<string>): number {
  const numbers = versions
    .filter(({ id }) => !visible.has(id))
    .map(({ id }) => Number(/^v(\d{1,9})$/.exec(id)?.[1] ?? 0));
  return Math.max(lastOrdinal, ...numbers);
}

function visibleDescription(text: string | null, most: number | null): string | null {
  if (text === null || most === null || Buffer.byteLength(text) <= most) return text;
  let bytes = Buffer.byteLength(ELLIPSIS);
  let cut = '';
  for (const character of text) {
    bytes += Buffer.byteLength(character);
    if (bytes > most) break;
    cut += character;
  }
  return cut + ELLIPSIS;
}

function rulesOf(rules: readonly (LimitRule | null)[]): LimitRule[] {
  return rules.filter((rule) => rule !== null);
}
