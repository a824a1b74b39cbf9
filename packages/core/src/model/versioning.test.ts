import { describe, expect, it } from '@jest/globals';

import { EMPTY, FREE, rejectionOf } from '../../test/environment.ts';
import { CURRENT, PREVIOUS } from './labels.ts';
import { type Secret, labelsOf } from './secret.ts';
import { moveLabel, putVersion, relabel, removeLabel, selectVersion } from './versioning.ts';
import type { VersioningPolicy } from './versioning-policy.ts';

/** Huawei CSMS: at most 20 versions and 12 labels; CURRENT moved by hand moves alone. */
const CSMS: VersioningPolicy = {
  versionLimit: 20,
  atVersionLimit: 'drop-unlabelled-or-refuse',
  labelLimit: 12,
  atLabelLimit: 'reject',
  moveHandsOverPrevious: false,
};

/** Alibaba Cloud KMS: at most 10 versions and 8 labels; CURRENT moved by hand hands PREVIOUS over. */
const KMS: VersioningPolicy = {
  versionLimit: 10,
  atVersionLimit: 'drop-unlabelled-or-exceed',
  labelLimit: 8,
  atLabelLimit: 'reject',
  moveHandsOverPrevious: true,
};

const NOW = 5_000;

/** The secret after a put. */
function after(
  secret: Secret,
  policy: VersioningPolicy,
  labels: readonly string[] | null = null,
  id: string | null = null,
): Secret {
  return putVersion(secret, { id, dataType: 'text', keyId: 'key', expiresAt: null, labels }, policy, NOW).secret;
}

/** A secret after so many puts, each with these labels. */
function withVersions(count: number, labelsOfEach: (n: number) => readonly string[] | null = () => null): Secret {
  let secret = after(EMPTY, FREE);
  for (let n = 2; n <= count; n += 1) secret = after(secret, FREE, labelsOfEach(n));
  return secret;
}

/** The versions' ids with their labels. */
function presented(secret: Secret): Record<string, string[]> {
  return Object.fromEntries(secret.versions.map(({ id }) => [id, labelsOf(secret, id).toSorted()]));
}

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

describe('versions as Alibaba Cloud KMS keeps them', () => {
  it('takes ids from callers, and rejects one that exists', async () => {
    const secret = after(after(EMPTY, KMS, null, 'blue'), KMS, null, 'green');
    expect(presented(secret)).toEqual({ blue: [PREVIOUS], green: [CURRENT] });
    expect(await rejectionOf(() => after(secret, KMS, null, 'blue'))).toBe('version-exists');
    expect(presented(after(secret, KMS, null, 'BLUE'))).toEqual({ blue: [], green: [PREVIOUS], BLUE: [CURRENT] });
  });

  it('numbers past ids that callers gave', () => {
    const secret = after(after(EMPTY, KMS, null, 'v2'), KMS, null, 'v4');
    const numbered = after(after(secret, CSMS), CSMS);
    expect(numbered.versions.map(({ id, ordinal }) => [id, ordinal])).toEqual([
      ['v2', 1],
      ['v4', 2],
      ['v3', 3],
      ['v5', 5],
    ]);
  });

  it('drops the oldest version without a label at the 11th, past labelled ones', () => {
    const full = moveLabel(withVersions(10), { label: 'keep', to: 'v1', from: null }, KMS, NOW);
    const outcome = putVersion(
      full,
      { id: 'eleven', dataType: 'text', keyId: 'key', expiresAt: null, labels: null },
      KMS,
      NOW,
    );
    expect(outcome.dropped).toEqual(['v2']);
  });

  it('drops the oldest version but the current one, with its labels, where the policy says so', () => {
    const policy: VersioningPolicy = { ...KMS, labelLimit: null, atVersionLimit: 'drop-oldest' };
    const full = moveLabel(
      withVersions(10, (n) => [`label-${n}`]),
      { label: CURRENT, to: 'v1', from: null },
      policy,
      NOW,
    );
    const put = putVersion(
      full,
      { id: 'eleven', dataType: 'text', keyId: 'key', expiresAt: null, labels: ['last'] },
      policy,
      NOW,
    );
    expect(put.dropped).toEqual(['v2']);
    expect(put.secret.versions.map(({ id }) => id)).toEqual([
      'v1',
      'v3',
      'v4',
      'v5',
      'v6',
      'v7',
      'v8',
      'v9',
      'v10',
      'eleven',
    ]);
    expect(put.secret.labels.map(({ label }) => label)).not.toContain('label-2');
  });

  it('keeps every version when all have labels, more than the limit if need be', () => {
    const full = withVersions(10, (n) => [`label-${n}`]);
    const exceeding = after(full, { ...KMS, labelLimit: null }, ['last']);
    expect(exceeding.versions.length).toBe(11);
  });

  it('does not give a version up in the very put that makes it', () => {
    const one: VersioningPolicy = { ...KMS, versionLimit: 1 };
    const secret = after(after(EMPTY, one), one, ['pending']);
    expect(presented(removeLabel(secret, 'pending', null))).toEqual({ v1: [CURRENT], v2: [] });
    expect(presented(after(removeLabel(secret, 'pending', null), one, ['pending']))).toEqual({
      v1: [CURRENT],
      v3: ['pending'],
    });
  });

  it('takes the 8th label and rejects the 9th', async () => {
    const seven = after(withVersions(2), FREE, ['a', 'b', 'c', 'd', 'e']);
    const eight = moveLabel(seven, { label: 'f', to: 'v1', from: null }, KMS, NOW);
    expect(eight.labels.length).toBe(8);
    expect(await rejectionOf(() => moveLabel(eight, { label: 'g', to: 'v1', from: null }, KMS, NOW))).toBe(
      'label-quota-exceeded',
    );
  });

  it('rejects a put that would hand PREVIOUS over as the ninth label', async () => {
    const eight = after(withVersions(1), FREE, ['a', 'b', 'c', 'd', 'e', 'f', 'g']);
    expect(eight.labels.length).toBe(8);
    expect(await rejectionOf(() => after(eight, KMS))).toBe('label-quota-exceeded');
    expect(presented(after(removeLabel(eight, 'g', null), KMS))).toMatchObject({ v1: [PREVIOUS], v3: [CURRENT] });
  });

  it('hands PREVIOUS over when CURRENT is moved by hand', () => {
    expect(presented(moveLabel(withVersions(3), { label: CURRENT, to: 'v1', from: null }, KMS, NOW))).toEqual({
      v1: [CURRENT],
      v2: [],
      v3: [PREVIOUS],
    });
    expect(presented(moveLabel(withVersions(2), { label: CURRENT, to: 'v1', from: 'v2' }, KMS, NOW))).toEqual({
      v1: [CURRENT],
      v2: [PREVIOUS],
    });
  });

  it('moves from the version that carries the label, and from no other', async () => {
    const secret = withVersions(3);
    expect(await rejectionOf(() => moveLabel(secret, { label: CURRENT, to: 'v1', from: 'v2' }, KMS, NOW))).toBe(
      'label-not-on-version',
    );
    expect(await rejectionOf(() => moveLabel(secret, { label: CURRENT, to: 'v1', from: 'v9' }, KMS, NOW))).toBe(
      'version-not-found',
    );
    expect(await rejectionOf(() => moveLabel(secret, { label: 'new', to: 'v1', from: 'v2' }, KMS, NOW))).toBe(
      'label-not-on-version',
    );
    expect(await rejectionOf(() => removeLabel(after(secret, KMS, ['a']), 'a', 'v1'))).toBe('label-not-on-version');
    expect(await rejectionOf(() => removeLabel(secret, 'a', 'v9'))).toBe('version-not-found');
  });

  it('leaves a label that is there already as it is', () => {
    const secret = withVersions(2);
    expect(moveLabel(secret, { label: CURRENT, to: 'v2', from: null }, KMS, 9_999)).toBe(secret);
  });
});

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
