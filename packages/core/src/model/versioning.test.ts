import { describe, expect, it } from '@jest/globals';

import { EMPTY, FREE, rejectionOf } from '../../test/environment.ts';
import { CURRENT, PREVIOUS } from './labels.ts';
import { moveLabel, putVersion, removeLabel, selectVersion } from './versioning.ts';
import { CSMS, NOW, after, withVersions, presented } from '../../test/versioned-secrets.ts';

describe('versions as Huawei CSMS numbers and keeps them', () => {
  it('gives the first version CURRENT alone', () => {
    expect(presented(after(EMPTY, CSMS))).toEqual({ v1: [CURRENT] });
  });

  it('moves CURRENT and PREVIOUS on a put without labels, an empty list of them meaning none', () => {
    for (const none of [null, []]) {
      expect(presented(after(after(after(EMPTY, CSMS), CSMS, none), CSMS, none))).toEqual({
        v1: [],
        v2: [PREVIOUS],
        v3: [CURRENT],
      });
    }
  });

  it('gives a put exactly the labels it names, taken from others; CURRENT and PREVIOUS stay', () => {
    const secret = after(after(withVersions(2), CSMS, ['a', 'b']), CSMS, ['b']);
    expect(presented(secret)).toEqual({ v1: [PREVIOUS], v2: [CURRENT], v3: ['a'], v4: ['b'] });
  });

  it('hands PREVIOUS over when a put names CURRENT', () => {
    expect(presented(after(withVersions(2), CSMS, [CURRENT, 'a']))).toEqual({
      v1: [],
      v2: [PREVIOUS],
      v3: [CURRENT, 'a'],
    });
  });

  it('drops the oldest version without a label at the 21st', () => {
    const full = withVersions(20);
    const outcome = putVersion(
      full,
      { id: null, dataType: 'text', keyId: 'key', expiresAt: null, labels: null },
      CSMS,
      NOW,
    );
    expect(outcome.dropped).toEqual(['v1']);
    expect(outcome.secret.versions.length).toBe(20);
    expect(outcome.version.id).toBe('v21');
  });

  it('never makes a number twice, though its version rolled off', () => {
    let secret = withVersions(20);
    const seen = new Set(secret.versions.map(({ id }) => id));
    for (let n = 0; n < 50; n += 1) {
      secret = after(secret, CSMS);
      const newest = selectVersion(secret, 'newest').id;
      expect(seen.has(newest)).toBe(false);
      seen.add(newest);
    }
    expect(secret.versions.length).toBe(20);
  });

  it('rejects the 21st when every version keeps a label, and takes it when one loses its last', async () => {
    const full = withVersions(20, (n) => [`label-${n}`]);
    const policy = { ...CSMS, labelLimit: null };
    expect(await rejectionOf(() => after(full, policy))).toBe('version-quota-exceeded');
    expect(after(full, policy, ['label-7']).versions.map(({ id }) => id)).not.toContain('v7');
  });

  it('takes the 12th label and rejects the 13th, on a put and on a move', async () => {
    const eleven = after(withVersions(2), FREE, ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i']);
    expect(eleven.labels.length).toBe(11);
    const twelve = moveLabel(eleven, { label: 'j', to: 'v1', from: null }, CSMS, NOW);
    expect(after(eleven, CSMS, ['j']).labels.length).toBe(12);
    expect(await rejectionOf(() => moveLabel(twelve, { label: 'k', to: 'v1', from: null }, CSMS, NOW))).toBe(
      'label-quota-exceeded',
    );
    expect(await rejectionOf(() => after(twelve, CSMS, ['k']))).toBe('label-quota-exceeded');
    expect(await rejectionOf(() => after(eleven, CSMS, ['j', 'k']))).toBe('label-quota-exceeded');
    expect(presented(moveLabel(twelve, { label: 'j', to: 'v2', from: null }, CSMS, NOW))['v2']).toEqual([CURRENT, 'j']);
  });

  it(
    'rejects a put that would hand PREVIOUS over as the 13th label, or keeps its place from the ' + '11th custom one',
    async () => {
      const custom = Array.from('abcdefghijk');
      const full = after(withVersions(1), FREE, custom);
      expect(full.labels.length).toBe(12);
      expect(await rejectionOf(() => after(full, CSMS))).toBe('label-quota-exceeded');
      const handsOver = { ...CSMS, moveHandsOverPrevious: true };
      expect(await rejectionOf(() => moveLabel(full, { label: CURRENT, to: 'v2', from: null }, handsOver, NOW))).toBe(
        'label-quota-exceeded',
      );
      const reserving = { ...CSMS, atLabelLimit: 'reserve' } as const;
      expect(await rejectionOf(() => after(withVersions(1), reserving, custom))).toBe('label-quota-exceeded');
      expect(after(after(withVersions(1), reserving, custom.slice(1)), reserving).labels.length).toBe(12);
    },
  );

  it('moves CURRENT by hand without PREVIOUS', () => {
    expect(presented(moveLabel(withVersions(3), { label: CURRENT, to: 'v1', from: null }, CSMS, NOW))).toEqual({
      v1: [CURRENT],
      v2: [PREVIOUS],
      v3: [],
    });
  });

  it('makes an unknown label where the version is, and rejects a version that is not', async () => {
    expect(presented(moveLabel(withVersions(1), { label: 'new', to: 'v1', from: null }, CSMS, NOW))).toEqual({
      v1: [CURRENT, 'new'],
    });
    expect(await rejectionOf(() => moveLabel(withVersions(1), { label: 'new', to: 'v2', from: null }, CSMS, NOW))).toBe(
      'version-not-found',
    );
  });

  it('never takes CURRENT or PREVIOUS away; a version may lose its last custom label', async () => {
    const secret = after(withVersions(2), CSMS, ['a']);
    expect(await rejectionOf(() => removeLabel(secret, CURRENT, null))).toBe('label-built-in');
    expect(await rejectionOf(() => removeLabel(secret, PREVIOUS, 'v1'))).toBe('label-built-in');
    expect(await rejectionOf(() => removeLabel(secret, 'b', null))).toBe('label-not-found');
    expect(presented(removeLabel(secret, 'a', null))).toEqual({ v1: [PREVIOUS], v2: [CURRENT], v3: [] });
  });
});
