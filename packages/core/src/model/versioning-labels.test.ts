import { describe, expect, it } from '@jest/globals';

import { EMPTY, FREE, rejectionOf } from '../../test/environment.ts';
import { CURRENT, PREVIOUS } from './labels.ts';
import { type Secret } from './secret.ts';
import { moveLabel, putVersion, relabel, selectVersion } from './versioning.ts';
import { KMS, NOW, after, withVersions, presented } from '../../test/versioned-secrets.ts';

describe('a put repeated with labels', () => {
  it('ends where the put would have, in whatever order the labels come', () => {
    const secret = withVersions(3);
    for (const labels of [
      [CURRENT, PREVIOUS, 'a'],
      ['a', PREVIOUS, CURRENT],
    ]) {
      expect(presented(relabel(secret, 'v1', labels, KMS, NOW))).toEqual({
        v1: [CURRENT, 'a'],
        v2: [],
        v3: [PREVIOUS],
      });
    }
  });

  it('counts labels as one change', () => {
    const secret = after(withVersions(1), FREE, ['a', 'b', 'c', 'd', 'e']);
    expect(presented(relabel(secret, 'v2', [CURRENT, 'g'], KMS, NOW))['v2']).toEqual([
      CURRENT,
      'a',
      'b',
      'c',
      'd',
      'e',
      'g',
    ]);
  });

  it('rejects a version that is not there', async () => {
    expect(await rejectionOf(() => relabel(withVersions(1), 'v2', [], KMS, NOW))).toBe('version-not-found');
  });
});

describe('selecting a version', () => {
  const secret = after(withVersions(2), FREE, ['a']);

  it('finds by id, by label, by both, and the newest', () => {
    expect(selectVersion(secret, { versionId: 'v1', label: null }).id).toBe('v1');
    expect(selectVersion(secret, { label: CURRENT }).id).toBe('v2');
    expect(selectVersion(secret, { versionId: 'v3', label: 'a' }).id).toBe('v3');
    expect(selectVersion(secret, 'newest').id).toBe('v3');
    expect(selectVersion(moveLabel(secret, { label: CURRENT, to: 'v1', from: null }, FREE, NOW), 'newest').id).toBe(
      'v3',
    );
  });

  it('says what is missing', async () => {
    expect(await rejectionOf(() => selectVersion(secret, { versionId: 'v4', label: 'b' }))).toBe('version-not-found');
    expect(await rejectionOf(() => selectVersion(secret, { versionId: 'v1', label: 'b' }))).toBe(
      'label-not-on-version',
    );
    expect(await rejectionOf(() => selectVersion(secret, { label: 'b' }))).toBe('label-not-found');
    expect(await rejectionOf(() => selectVersion(EMPTY, 'newest'))).toBe('version-not-found');
  });
});

describe('version times', () => {
  it('increase while the clock stands still or goes back', () => {
    const put = (secret: Secret, now: number): Secret =>
      putVersion(secret, { id: null, dataType: 'text', keyId: 'key', expiresAt: null, labels: null }, FREE, now).secret;
    const secret = [NOW, NOW, NOW - 100, NOW + 50].reduce(put, EMPTY);
    expect(secret.versions.map(({ createdAt }) => createdAt - NOW)).toEqual([0, 1, 2, 50]);
  });
});
