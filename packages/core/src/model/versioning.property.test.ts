import { describe, expect, it } from '@jest/globals';

import { type DomainErrorCode } from '../errors.ts';
import { CURRENT, PREVIOUS, isBuiltIn } from './labels.ts';
import type { Secret, Version } from './secret.ts';
import { relabel } from './versioning.ts';
import type { VersioningPolicy } from './versioning-policy.ts';
import { type Command, everyStep, idAt } from '../../test/any-versioning.ts';

/** Which version has which label. */
function placements(secret: Secret): Record<string, string> {
  return Object.fromEntries(secret.labels.map(({ label: name, versionId }) => [name, versionId]));
}

/** What the labels must be after a put of `id`, told without the code under test. */
function placementsAfterPut(before: Secret, id: string, wanted: readonly string[]): Record<string, string> {
  const held = placements(before);
  const moved = { ...held, ...Object.fromEntries(wanted.map((name) => [name, id])) };
  return wanted.includes(CURRENT) && held[CURRENT] !== undefined ? { ...moved, [PREVIOUS]: held[CURRENT] } : moved;
}

function wantedBy(command: Command): readonly string[] {
  const given = command.kind === 'put' ? (command.labels ?? []) : [];
  return given.length === 0 ? [CURRENT] : given;
}

function ids(versions: readonly Version[]): string[] {
  return versions.map(({ id }) => id);
}

describe('any sequence of puts, moves, removals and relabellings', () => {
  it('keeps every label on one version that exists, and CURRENT on exactly one', () => {
    everyStep(({ after }) => {
      const names = after.labels.map(({ label: name }) => name);
      expect(new Set(names).size).toBe(names.length);
      expect(names).toContain(CURRENT);
      for (const { versionId } of after.labels) expect(ids(after.versions)).toContain(versionId);
    });
  });

  it('keeps ids unique, ordinals ascending and never reused, and times strictly increasing', () => {
    everyStep(({ before, after, put }) => {
      expect(new Set(ids(after.versions)).size).toBe(after.versions.length);
      for (const [at, version] of after.versions.entries()) {
        const next = after.versions[at + 1];
        if (next === undefined) continue;
        expect(next.ordinal).toBeGreaterThan(version.ordinal);
        expect(next.createdAt).toBeGreaterThan(version.createdAt);
      }
      expect(after.lastOrdinal).toBe(put === null ? before.lastOrdinal : put.version.ordinal);
      if (put !== null) expect(put.version.ordinal).toBeGreaterThan(before.lastOrdinal);
    });
  });

  it('numbers versions by their ordinal, past ids that callers gave', () => {
    everyStep(({ before, command, put }) => {
      if (command.kind !== 'put' || put === null) return;
      expect(put.version.id).toBe(command.id ?? `v${put.version.ordinal}`);
      expect(ids(before.versions)).not.toContain(put.version.id);
      for (let skipped = before.lastOrdinal + 1; skipped < put.version.ordinal; skipped += 1) {
        expect(ids(before.versions)).toContain(`v${skipped}`);
      }
    });
  });

  it('gives a put the labels it asks for, and PREVIOUS to the version that lost CURRENT', () => {
    everyStep(({ before, command, after, put }) => {
      if (put === null) return;
      expect(placements(after)).toEqual(placementsAfterPut(before, put.version.id, wantedBy(command)));
      for (const { label: name, versionId, movedAt } of after.labels) {
        if (placements(before)[name] !== versionId) expect(movedAt).toBe(put.version.createdAt);
      }
    });
  });

  it(
    'loses nothing readable: at most one version goes with a put, the oldest without a label, at ' + 'the limit only',
    () => {
      everyStep(({ before, after, put, policy }) => {
        if (put === null) {
          expect(after.versions).toEqual(before.versions);
          return;
        }
        const labelled = Object.values(placements(after));
        const unlabelled = before.versions.filter(({ id }) => !labelled.includes(id));
        const full = policy.versionLimit !== null && before.versions.length >= policy.versionLimit;
        expect(put.dropped).toEqual(full ? ids(unlabelled.slice(0, 1)) : []);
        expect(after.versions).toEqual([...before.versions.filter(({ id }) => !put.dropped.includes(id)), put.version]);
      });
    },
  );

  it('holds the limits, or rejects as the policy says, and a rejection changes nothing', () => {
    everyStep(({ before, command, policy, after, rejection }) => {
      if (rejection !== null) expect(after).toBe(before);
      if (command.kind !== 'put') return;
      const expected = putRejection(before, command, policy);
      expect(rejection).toBe(expected);
      if (expected === null && policy.versionLimit !== null && policy.atVersionLimit === 'drop-unlabelled-or-refuse') {
        expect(after.versions.length).toBeLessThanOrEqual(Math.max(policy.versionLimit, before.versions.length));
      }
    });
  });

  it('adds a label only while all labels together stay within the limit, or custom ones beside two kept places', () => {
    everyStep(({ before, policy, after }) => {
      const added = counted(placements(after), policy) > counted(placements(before), policy);
      if (added && policy.labelLimit !== null)
        expect(counted(placements(after), policy)).toBeLessThanOrEqual(limitOf(policy));
    });
  });

  it('moves one label by hand, and PREVIOUS with CURRENT where the policy hands it over', () => {
    everyStep(({ before, command, policy, after, rejection }) => {
      if (command.kind !== 'move' || rejection !== null) return;
      const held = placements(before);
      const to = idAt(before, command.to);
      const handsOver = command.label === CURRENT && policy.moveHandsOverPrevious && held[CURRENT] !== to;
      const expected = { ...held, [command.label]: to, ...(handsOver && { [PREVIOUS]: held[CURRENT] }) };
      expect(placements(after)).toEqual(expected);
      if (command.from !== null) expect(held[command.label]).toBe(idAt(before, command.from));
    });
  });

  it('takes away custom labels alone, and no other label with them', () => {
    everyStep(({ before, command, after, rejection }) => {
      if (command.kind !== 'remove' || rejection !== null) return;
      const { [command.label]: holder, ...rest } = placements(before);
      expect(isBuiltIn(command.label)).toBe(false);
      expect(placements(after)).toEqual(rest);
      if (command.from !== null) expect(holder).toBe(idAt(before, command.from));
    });
  });

  it('relabels as a put would have, and finds nothing to do the second time', () => {
    everyStep(({ before, command, policy, after, rejection }) => {
      if (command.kind !== 'relabel' || rejection !== null) return;
      const to = idAt(before, command.to);
      expect(relabel(after, to, command.labels, policy, 9_999)).toBe(after);
      expect(relabel(before, to, command.labels.toReversed(), policy, 9_999).labels.length).toBe(after.labels.length);
      expect(placements(relabel(before, to, command.labels.toReversed(), policy, 9_999))).toEqual(placements(after));
      for (const name of command.labels) {
        if (name !== PREVIOUS || !command.labels.includes(CURRENT)) expect(placements(after)[name]).toBe(to);
      }
    });
  });

  it('repeats a put as a relabelling that changes nothing', () => {
    everyStep(({ command, policy, after, put }) => {
      if (command.kind !== 'put' || put === null) return;
      expect(relabel(after, put.version.id, command.labels ?? [], policy, 9_999)).toBe(after);
    });
  });
});

/** What a put must be rejected with, told without the code under test. */
function putRejection(
  before: Secret,
  command: Command & { readonly kind: 'put' },
  policy: VersioningPolicy,
): DomainErrorCode | null {
  const wanted = wantedBy(command);
  if (command.id !== null && ids(before.versions).includes(command.id)) return 'version-exists';
  const after = placementsAfterPut(before, 'the new one', wanted);
  const count = counted(after, policy);
  if (policy.labelLimit !== null && count > counted(placements(before), policy) && count > limitOf(policy))
    return 'label-quota-exceeded';
  if (policy.versionLimit === null || before.versions.length < policy.versionLimit) return null;
  const labelled = Object.values(after);
  const nothingGoes = before.versions.every(({ id }) => labelled.includes(id));
  return nothingGoes && policy.atVersionLimit === 'drop-unlabelled-or-refuse' ? 'version-quota-exceeded' : null;
}

/** How many labels the limit counts. */
function counted(held: Readonly<Record<string, unknown>>, { atLabelLimit }: VersioningPolicy): number {
  return Object.keys(held).filter((name) => atLabelLimit === 'reject' || !isBuiltIn(name)).length;
}

function limitOf({ labelLimit, atLabelLimit }: VersioningPolicy): number {
  return (labelLimit ?? Infinity) - (atLabelLimit === 'reject' ? 0 : 2);
}
