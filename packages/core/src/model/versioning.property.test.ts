import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { EMPTY, FREE } from '../../test/environment.ts';
import { DomainError, type DomainErrorCode } from '../errors.ts';
import { CURRENT, PREVIOUS, isBuiltIn } from './labels.ts';
import type { Secret, Version } from './secret.ts';
import { type NewVersion, type PutOutcome, moveLabel, putVersion, relabel, removeLabel } from './versioning.ts';
import type { VersioningPolicy } from './versioning-policy.ts';

const policies: fc.Arbitrary<VersioningPolicy> = fc.record({
  versionLimit: fc.option(fc.integer({ min: 1, max: 5 })),
  atVersionLimit: fc.constantFrom('drop-unlabelled-or-refuse', 'drop-unlabelled-or-exceed'),
  labelLimit: fc.option(fc.integer({ min: 2, max: 6 })),
  atLabelLimit: fc.constantFrom('reject', 'reserve'),
  moveHandsOverPrevious: fc.boolean(),
});

const label = fc.constantFrom(CURRENT, PREVIOUS, 'a', 'b', 'c', 'd', 'e', 'f', '$$dollar');
const labels = fc.array(label, { maxLength: 4 });
/** Ids that the service might make itself, and others. */
const givenId = fc.constantFrom('v1', 'v2', 'v3', 'v4', 'v5', 'v7', 'v9', 'v12', 'x', 'y');

type Command =
  | { readonly kind: 'put'; readonly id: string | null; readonly labels: readonly string[] | null }
  | { readonly kind: 'move'; readonly label: string; readonly to: number; readonly from: number | null }
  | { readonly kind: 'remove'; readonly label: string; readonly from: number | null }
  | { readonly kind: 'relabel'; readonly to: number; readonly labels: readonly string[] };

const commands: fc.Arbitrary<Command> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('put' as const),
      id: fc.option(givenId, { freq: 2 }),
      labels: fc.option(labels, { freq: 2 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('move' as const),
      label,
      to: fc.nat(9),
      from: fc.option(fc.nat(9), { freq: 1 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('remove' as const), label, from: fc.option(fc.nat(9), { freq: 1 }) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('relabel' as const), to: fc.nat(9), labels }) },
);

/** Each step has a policy of its own, as several doors work on one secret; the clock may stand still or go back. */
const steps = fc.array(fc.record({ command: commands, policy: policies, tick: fc.integer({ min: -3, max: 3 }) }), {
  minLength: 1,
  maxLength: 40,
});

interface Step {
  readonly before: Secret;
  readonly command: Command;
  readonly policy: VersioningPolicy;
  readonly after: Secret;
  /** Set after a put that was not rejected. */
  readonly put: PutOutcome | null;
  readonly rejection: DomainErrorCode | null;
}

/** Runs a sequence on a secret as createSecret leaves it, and lets `check` look at every step. */
function everyStep(check: (step: Step) => void): void {
  fc.assert(
    fc.property(fc.option(givenId), steps, (firstId, sequence) => {
      let now = 1_000;
      let secret = putVersion(EMPTY, newVersion(firstId, null), FREE, now).secret;
      for (const { command, policy, tick } of sequence) {
        now += tick;
        const step = { before: secret, command, policy, ...tried(secret, command, policy, now) };
        check(step);
        secret = step.after;
      }
    }),
    { numRuns: 300 },
  );
}

function tried(
  before: Secret,
  command: Command,
  policy: VersioningPolicy,
  now: number,
): Pick<Step, 'after' | 'put' | 'rejection'> {
  const frozen = JSON.stringify(before);
  try {
    const put = command.kind === 'put' ? putVersion(before, newVersion(command.id, command.labels), policy, now) : null;
    return { after: put?.secret ?? changed(before, command, policy, now), put, rejection: null };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { after: before, put: null, rejection: error.code };
  } finally {
    expect(JSON.stringify(before)).toBe(frozen);
  }
}

function changed(secret: Secret, command: Command, policy: VersioningPolicy, now: number): Secret {
  switch (command.kind) {
    case 'put':
      throw new Error('a put has an outcome of its own');
    case 'move':
      return moveLabel(
        secret,
        {
          label: command.label,
          to: idAt(secret, command.to),
          from: command.from === null ? null : idAt(secret, command.from),
        },
        policy,
        now,
      );
    case 'remove':
      return removeLabel(secret, command.label, command.from === null ? null : idAt(secret, command.from));
    case 'relabel':
      return relabel(secret, idAt(secret, command.to), command.labels, policy, now);
  }
}

/** Now and then the id of no version. */
function idAt(secret: Secret, at: number): string {
  return secret.versions[at % (secret.versions.length + 1)]?.id ?? 'nowhere';
}

function newVersion(id: string | null, wanted: readonly string[] | null): NewVersion {
  return { id, labels: wanted, dataType: 'text', keyId: 'key', expiresAt: null };
}

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
