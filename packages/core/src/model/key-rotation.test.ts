import { describe, expect, it } from '@jest/globals';

import { rejectionOf } from '../../test/environment.ts';
import { NOW, keyOf } from '../store-contract/samples.ts';
import { isRotationDue, keyDueAt, nextOrdinal, withNewVersion, withRotation } from './key-rotation.ts';

const DAY = 86_400_000;

describe('the rotation of a key', () => {
  it('is due an interval after the creation, then after each rotation', () => {
    const key = withRotation(keyOf(1), { enabled: true, intervalMs: DAY });
    expect(key.rotation).toEqual({ enabled: true, intervalMs: DAY, lastAt: null, nextAt: NOW + DAY });
    expect([isRotationDue(key, NOW + DAY - 1), isRotationDue(key, NOW + DAY)]).toEqual([false, true]);
    const rotated = withNewVersion(key, { id: 'v2', sealedMaterial: 'bb' }, NOW + 5 * DAY);
    expect(rotated.rotation).toEqual({ enabled: true, intervalMs: DAY, lastAt: NOW + 5 * DAY, nextAt: NOW + 6 * DAY });
    expect(withRotation(rotated, { enabled: true, intervalMs: 10 * DAY }).rotation.nextAt).toBe(NOW + 15 * DAY);
  });

  it('keeps its interval while it is off', () => {
    const off = withRotation(withRotation(keyOf(1), { enabled: true, intervalMs: DAY }), {
      enabled: false,
      intervalMs: null,
    });
    expect(off.rotation).toEqual({ enabled: false, intervalMs: DAY, lastAt: null, nextAt: null });
    expect(withRotation(off, { enabled: true, intervalMs: null }).rotation.nextAt).toBe(NOW + DAY);
    expect(isRotationDue(off, NOW + 9 * DAY)).toBe(false);
  });

  it('is rejected where it makes no sense', async () => {
    const on = { enabled: true, intervalMs: DAY };
    expect(await rejectionOf(() => withRotation(keyOf(1, { state: 'disabled', origin: 'external' }), on))).toBe(
      'key-disabled',
    );
    expect(await rejectionOf(() => withRotation(keyOf(1, { spec: 'RSA_2048', origin: 'external' }), on))).toBe(
      'key-operation-unsupported',
    );
    expect(await rejectionOf(() => withRotation(keyOf(1, { spec: 'HMAC_SM3' }), on))).toBe('key-operation-unsupported');
    expect(await rejectionOf(() => withRotation(keyOf(1, { origin: 'external' }), on))).toBe('key-origin-rejected');
    expect(await rejectionOf(() => withRotation(keyOf(1), { enabled: true, intervalMs: null }))).toBe(
      'key-input-invalid',
    );
  });

  it('adds a primary version behind the others, later than they', () => {
    const rotated = withNewVersion(keyOf(1), { id: 'v2', sealedMaterial: 'bb' }, NOW);
    expect(rotated.versions.at(-1)).toEqual({ id: 'v2', ordinal: 2, createdAt: NOW + 1, sealedMaterial: 'bb' });
    expect(rotated.versions[0]).toEqual(keyOf(1).versions[0]);
    expect([nextOrdinal(keyOf(1)), nextOrdinal(rotated)]).toEqual([2, 3]);
    expect(rotated.rotation).toMatchObject({ enabled: false, nextAt: null, lastAt: NOW });
  });

  it('waits while the key is not enabled', () => {
    const key = withRotation(keyOf(1), { enabled: true, intervalMs: DAY });
    expect(keyDueAt(key)).toBe(NOW + DAY);
    expect(keyDueAt({ ...key, state: 'disabled' })).toBe(null);
    expect(isRotationDue({ ...key, state: 'disabled' }, NOW + DAY)).toBe(false);
    expect(keyDueAt({ ...key, materialExpiresAt: NOW })).toBe(NOW);
    expect(keyDueAt(keyOf(1, { state: 'disabled', materialExpiresAt: NOW + 3 }))).toBe(NOW + 3);
    expect(keyDueAt(keyOf(1, { state: 'pending-deletion', materialExpiresAt: NOW + 3, deletionDueAt: NOW + 2 }))).toBe(
      NOW + 2,
    );
  });
});
