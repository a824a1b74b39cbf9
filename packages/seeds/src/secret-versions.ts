import { CURRENT, labelFromName, type LabelPlacement, PREVIOUS, type SecretValue, type Version } from '@dragoman/core';

import type { SeedSecret, SeedVersion } from './schema.ts';
import { valueOf } from './secret-values.ts';
import { type SeedPath, SeedProblem } from './source.ts';
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
interface Placed {
  readonly given: SeedVersion;
  readonly path: SeedPath;
}

/** @param madeAt when the secret was made, where that is said @throws SeedProblem */
export function versionsOf(parts: StepParts, path: SeedPath, secret: SeedSecret, madeAt: number | null): SeedVersions {
  const placed = placedVersions(parts, path, secret);
  const versions: Omit<Version, 'keyId'>[] = [];
  const values = placed.map(({ given, path: at }) => valueOf(given, parts.source, at));
  const times = timesOf(parts, placed, madeAt);
  for (const [index, { given, path: at }] of placed.entries()) {
    const id = given.id ?? `v${index + 1}`;
    if (versions.some((other) => other.id === id))
      throw new SeedProblem(parts.source, [...at, 'id'], `= "${id}" is the id of a version before it: give another`);
    versions.push({
      id,
      ordinal: index + 1,
      createdAt: times[index] ?? parts.now,
      expiresAt: given.expires === undefined ? null : seedTime(given.expires, { ...parts, path: [...at, 'expires'] }),
      dataType: values[index]?.type ?? 'text',
    });
  }
  return { versions, values, labels: labelsOf(parts, placed, versions) };
}

function placedVersions(
  { source }: StepParts,
  path: SeedPath,
  { versions, value, binary, credential }: SeedSecret,
): Placed[] {
  const single = {
    ...(value !== undefined && { value }),
    ...(binary !== undefined && { binary }),
    ...(credential !== undefined && { credential }),
  };
  if (versions === undefined) return [{ given: single, path }];
  const [beside] = Object.keys(single);
  if (beside !== undefined)
    throw new SeedProblem(source, [...path, beside], 'stands beside versions: give one of them');
  return versions.map((given, index) => ({ given, path: [...path, 'versions', index] }));
}

/** Versions stand in the order of their creation, no two at the same time. */
function timesOf(parts: StepParts, placed: readonly Placed[], madeAt: number | null): number[] {
  const given = placed.map(({ given: { created }, path }) => {
    const at = [...path, 'created'];
    return created === undefined ? null : rejectFuture(seedTime(created, { ...parts, path: at }), parts, at);
  });
  const start = madeAt ?? given.find((time) => time !== null) ?? parts.now;
  const times: number[] = [];
  for (const [index, time] of given.entries()) {
    const earliest = times.at(-1) ?? start;
    const path = [...(placed[index]?.path ?? []), 'created'];
    if (time !== null && time < earliest)
      throw new SeedProblem(parts.source, path, 'is before what stands before it: let versions begin with the oldest');
    times.push(Math.max(time ?? start, index === 0 ? start : earliest + 1));
  }
  return times;
}

function labelsOf(
  { source }: StepParts,
  placed: readonly Placed[],
  versions: SeedVersions['versions'],
): LabelPlacement[] {
  const holders = new Map<string, Omit<Version, 'keyId'>>();
  for (const [
    index,
    {
      given: { labels = [] },
      path,
    },
  ] of placed.entries()) {
    const version = versions[index];
    if (version === undefined) continue;
    for (const [at, name] of labels.entries()) {
      const label = labelFromName(name, NAMES);
      if (holders.has(label))
        throw new SeedProblem(
          source,
          [...path, 'labels', at],
          `= "${name}" is on a version before it already: a label is on one version`,
        );
      holders.set(label, version);
    }
  }
  const [newest, before] = versions.toReversed();
  if (!holders.has(CURRENT) && newest !== undefined) {
    holders.set(CURRENT, newest);
    if (!holders.has(PREVIOUS) && before !== undefined) holders.set(PREVIOUS, before);
  }
  return [...holders].map(([label, { id, createdAt }]) => ({
    label,
    versionId: id,
    movedAt: label === PREVIOUS ? (holders.get(CURRENT)?.createdAt ?? createdAt) : createdAt,
  }));
}
