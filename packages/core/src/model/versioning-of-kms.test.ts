import { describe, expect, it } from '@jest/globals';

import { EMPTY, FREE, rejectionOf } from '../../test/environment.ts';
import { CURRENT, PREVIOUS } from './labels.ts';
import { moveLabel, putVersion, removeLabel } from './versioning.ts';
import type { VersioningPolicy } from './versioning-policy.ts';
import { CSMS, KMS, NOW, after, withVersions, presented } from '../../test/versioned-secrets.ts';

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
