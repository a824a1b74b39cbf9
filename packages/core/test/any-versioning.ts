import { expect } from '@jest/globals';
import fc from 'fast-check';

import { EMPTY, FREE } from './environment.ts';
import { DomainError, type DomainErrorCode } from '../src/errors.ts';
import { CURRENT, PREVIOUS } from '../src/model/labels.ts';
import type { Secret } from '../src/model/secret.ts';
import {
  type NewVersion,
  type PutOutcome,
  moveLabel,
  putVersion,
  relabel,
  removeLabel,
} from '../src/model/versioning.ts';
import type { VersioningPolicy } from '../src/model/versioning-policy.ts';

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

export type Command =
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
export function everyStep(check: (step: Step) => void): void {
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
export function idAt(secret: Secret, at: number): string {
  return secret.versions[at % (secret.versions.length + 1)]?.id ?? 'nowhere';
}

function newVersion(id: string | null, wanted: readonly string[] | null): NewVersion {
  return { id, labels: wanted, dataType: 'text', keyId: 'key', expiresAt: null };
}
