import { CURRENT, labelFromName, type LabelPlacement, PREVIOUS, type SecretValue, type Version } from '@dragoman/core';

import type { SeedSecret, SeedVersion } from './schema.ts';
import { valueOf } from './secret-values.ts';
import { type SeedPath, SeedError } from './source.ts';
import { rejectFuture, type StepParts } from './step.ts';
import { seedTime } from './times.ts';

/** What documents call the labels that every secret has. */
const NAMES = { current: 'CURRENT', previous: 'PREVIOUS' } as const;

/** The versions of a secret, but for the key that seals them. */
export interface SeedVersions {
  readonly versions: readonly Omit<Version, 'keyId'>[];
  readonly values: readonly SecretValue[];
  readonly labels: readonly LabelPlacement[];
}

/** A version, and where it stands. */
interface LocatedVersion {
  readonly given: SeedVersion;
  readonly path: SeedPath;
}

/** @param declaredAt when the secret was made, where that is said @throws SeedError */
export function versionsOf(
  parts: StepParts,
  path: SeedPath,
  secret: SeedSecret,
  declaredAt: number | null,
): SeedVersions {
  const located = locatedVersions(parts, path, secret);
  const versions: Omit<Version, 'keyId'>[] = [];
  const values = located.map(({ given, path: at }) => valueOf(given, parts.source, at));
  const times = timesOf(parts, located, declaredAt);
  for (const [index, { given, path: at }] of located.entries()) {
    const id = given.id ?? `v${index + 1}`;
    if (versions.some((other) => other.id === id))
      throw new SeedError(parts.source, [...at, 'id'], `= "${id}" is the id of a version before it: give another`);
    versions.push({
      id,
      ordinal: index + 1,
      createdAt: times[index] ?? parts.now,
      expiresAt: given.expires === undefined ? null : seedTime(given.expires, { ...parts, path: [...at, 'expires'] }),
      dataType: values[index]?.type ?? 'text',
    });
  }
  return { versions, values, labels: labelsOf(parts, located, versions) };
}

function locatedVersions(
  { source }: StepParts,
  path: SeedPath,
  { versions, value, binary, credential }: SeedSecret,
): LocatedVersion[] {
  const single = {
    ...(value !== undefined && { value }),
    ...(binary !== undefined && { binary }),
    ...(credential !== undefined && { credential }),
  };
  if (versions === undefined) return [{ given: single, path }];
  const [beside] = Object.keys(single);
  if (beside !== undefined) throw new SeedError(source, [...path, beside], 'stands beside versions: give one of them');
  return versions.map((given, index) => ({ given, path: [...path, 'versions', index] }));
}

/** Versions stand in the order of their creation, no two at the same time. */
function timesOf(parts: StepParts, located: readonly LocatedVersion[], declaredAt: number | null): number[] {
  const given = located.map(({ given: { created }, path }) => {
    const at = [...path, 'created'];
    return created === undefined ? null : rejectFuture(seedTime(created, { ...parts, path: at }), parts, at);
  });
  const start = declaredAt ?? given.find((time) => time !== null) ?? parts.now;
  const times: number[] = [];
  for (const [index, time] of given.entries()) {
    const earliest = times.at(-1) ?? start;
    const path = [...(located[index]?.path ?? []), 'created'];
    if (time !== null && time < earliest)
      throw new SeedError(parts.source, path, 'is before what stands before it: let versions begin with the oldest');
    times.push(Math.max(time ?? start, index === 0 ? start : earliest + 1));
  }
  return times;
}

function labelsOf(
  { source }: StepParts,
  located: readonly LocatedVersion[],
  versions: SeedVersions['versions'],
): LabelPlacement[] {
  const owners = new Map<string, Omit<Version, 'keyId'>>();
  for (const [
    index,
    {
      given: { labels = [] },
      path,
    },
  ] of located.entries()) {
    const version = versions[index];
    if (version === undefined) continue;
    for (const [at, name] of labels.entries()) {
      const label = labelFromName(name, NAMES);
      if (owners.has(label))
        throw new SeedError(
          source,
          [...path, 'labels', at],
          `= "${name}" is on a version before it already: a label is on one version`,
        );
      owners.set(label, version);
    }
  }
  const [newest, before] = versions.toReversed();
  if (!owners.has(CURRENT) && newest !== undefined) {
    owners.set(CURRENT, newest);
    if (!owners.has(PREVIOUS) && before !== undefined) owners.set(PREVIOUS, before);
  }
  return [...owners].map(([label, { id, createdAt }]) => ({
    label,
    versionId: id,
    movedAt: label === PREVIOUS ? (owners.get(CURRENT)?.createdAt ?? createdAt) : createdAt,
  }));
}
