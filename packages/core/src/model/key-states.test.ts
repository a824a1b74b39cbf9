import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { rejectionOf } from '../../test/environment.ts';
import { NOW, keyOf } from '../store-contract/samples.ts';
import { DAY_MS } from './deletion.ts';
import { type CustomerKey, type KeyState, hasMaterial } from './key.ts';
import {
  type KeyAction,
  type KeyPolicy,
  POSSIBLE,
  cancelKeyDeletion,
  deleteMaterial,
  disableKey,
  enableKey,
  importMaterial,
  keyAsOf,
  scheduleKeyDeletion,
} from './key-states.ts';

const STATES: readonly KeyState[] = ['enabled', 'disabled', 'pending-deletion', 'pending-import'];
const ACTIONS = Object.keys(POSSIBLE) as KeyAction[];
const OPEN: KeyPolicy = { allowed: POSSIBLE, afterCancel: 'enabled' };
const MATERIAL = { sealedMaterial: 'aa', fingerprint: 'print', expiresAt: null };

function externalKey(state: KeyState): CustomerKey {
  const [version] = keyOf(1).versions;
  if (version === undefined) throw new Error('no version');
  const sealedMaterial = state === 'pending-import' ? null : 'aa';
  return keyOf(1, {
    origin: 'external',
    state,
    versions: [{ ...version, sealedMaterial }],
    materialFingerprint: state === 'pending-import' ? null : 'print',
    deletionDueAt: state === 'pending-deletion' ? NOW + DAY_MS : null,
  });
}

function act(key: CustomerKey, action: KeyAction, policy: KeyPolicy, now = NOW): CustomerKey {
  switch (action) {
    case 'enable':
      return enableKey(key, policy);
    case 'disable':
      return disableKey(key, policy);
    case 'schedule-deletion':
      return scheduleKeyDeletion(key, 7, policy, now);
    case 'cancel-deletion':
      return cancelKeyDeletion(key, policy);
    case 'import-material':
      return importMaterial(key, MATERIAL, policy);
    case 'delete-material':
      return deleteMaterial(key, policy);
  }
}

const anyPolicy: fc.Arbitrary<KeyPolicy> = fc.record({
  allowed: fc.record(
    Object.fromEntries(ACTIONS.map((action) => [action, fc.subarray([...STATES])])) as Record<
      KeyAction,
      fc.Arbitrary<KeyState[]>
    >,
  ),
  afterCancel: fc.constantFrom('enabled' as const, 'disabled' as const),
});

describe('the states of a key', () => {
  it('hold together under every policy and order of actions', () => {
    fc.assert(
      fc.property(
        anyPolicy,
        fc.array(fc.constantFrom(...ACTIONS), { maxLength: 30 }),
        fc.constantFrom(...STATES),
        (policy, actions, first) => {
          let key = externalKey(first);
          for (const action of actions) {
            const before = key;
            try {
              key = act(key, action, policy);
              expect(policy.allowed[action]).toContain(before.state);
            } catch (error) {
              expect(error).toMatchObject({ code: 'key-transition-rejected' });
            }
            expect(key.state === 'pending-deletion').toBe(key.deletionDueAt !== null);
            if (key.state === 'enabled' || key.state === 'disabled') expect(hasMaterial(key)).toBe(true);
            if (key.state === 'pending-import') expect(hasMaterial(key)).toBe(false);
          }
        },
      ),
    );
  });

  it('change as their policy says', async () => {
    for (const action of ACTIONS) {
      for (const state of STATES) {
        const narrow = { ...OPEN, allowed: { ...OPEN.allowed, [action]: [] } };
        expect(await rejectionOf(() => act(externalKey(state), action, narrow))).toBe('key-transition-rejected');
        if (!POSSIBLE[action].includes(state)) {
          const wide = { ...OPEN, allowed: { ...OPEN.allowed, [action]: STATES } };
          expect(await rejectionOf(() => act(externalKey(state), action, wide))).toBe('key-transition-rejected');
        }
      }
    }
  });

  it('come back from a scheduled deletion as the policy says, without material to its import', () => {
    const scheduled = scheduleKeyDeletion(keyOf(1, { state: 'disabled' }), 7, OPEN, NOW);
    expect(scheduled).toMatchObject({ state: 'pending-deletion', deletionDueAt: NOW + 7 * DAY_MS });
    expect(cancelKeyDeletion(scheduled, OPEN)).toMatchObject({ state: 'enabled', deletionDueAt: null });
    expect(cancelKeyDeletion(scheduled, { ...OPEN, afterCancel: 'disabled' }).state).toBe('disabled');
    expect(cancelKeyDeletion(scheduleKeyDeletion(externalKey('pending-import'), 7, OPEN, NOW), OPEN).state).toBe(
      'pending-import',
    );
    expect(cancelKeyDeletion(deleteMaterial(externalKey('pending-deletion'), OPEN), OPEN).state).toBe('pending-import');
  });

  it('leave a key that is asked for nothing new as it is', () => {
    const key = keyOf(1);
    expect(enableKey(key, OPEN)).toBe(key);
    const disabled = disableKey(key, OPEN);
    expect(disableKey(disabled, OPEN)).toBe(disabled);
  });

  it('schedule no deletion of a protected key', async () => {
    expect(await rejectionOf(() => scheduleKeyDeletion(keyOf(1, { isProtected: true }), 7, OPEN, NOW))).toBe(
      'key-deletion-protected',
    );
  });
});

describe('imported material', () => {
  it('enables a key that waited for it, and no other', () => {
    expect(importMaterial(externalKey('pending-import'), MATERIAL, OPEN)).toMatchObject({
      state: 'enabled',
      materialFingerprint: 'print',
    });
    expect(importMaterial(externalKey('disabled'), MATERIAL, OPEN).state).toBe('disabled');
  });

  it('comes again as it was, or not at all', async () => {
    const lost = deleteMaterial(externalKey('enabled'), OPEN);
    expect(lost).toMatchObject({ state: 'pending-import', materialFingerprint: 'print' });
    expect(await rejectionOf(() => importMaterial(lost, { ...MATERIAL, fingerprint: 'other' }, OPEN))).toBe(
      'material-invalid',
    );
    expect(importMaterial(lost, MATERIAL, OPEN).state).toBe('enabled');
  });

  it('belongs to external keys', async () => {
    expect(await rejectionOf(() => importMaterial(keyOf(1), MATERIAL, OPEN))).toBe('key-origin-rejected');
    expect(await rejectionOf(() => deleteMaterial(keyOf(1), OPEN))).toBe('key-origin-rejected');
  });

  it('is gone when it expired, and the key when its deletion fell due', () => {
    const expiring = { ...externalKey('enabled'), materialExpiresAt: NOW };
    expect(keyAsOf(expiring, NOW - 1)).toBe(expiring);
    expect(keyAsOf(expiring, NOW)).toMatchObject({
      state: 'pending-import',
      materialExpiresAt: null,
      versions: [{ sealedMaterial: null }],
    });
    const scheduled = { ...externalKey('pending-deletion'), materialExpiresAt: NOW };
    expect(keyAsOf(scheduled, NOW)).toMatchObject({ state: 'pending-deletion', versions: [{ sealedMaterial: null }] });
    expect(keyAsOf(scheduled, NOW + DAY_MS - 1)).not.toBe(null);
    expect(keyAsOf(scheduled, NOW + DAY_MS)).toBe(null);
  });
});
