import { describe, expect, it } from '@jest/globals';

import { EMPTY, START, refusalOf } from '../../test/world.ts';
import { refuseNotEnabled, refusePendingDeletion, touched, versionById } from './secret.ts';

describe('a secret', () => {
  it('has a time of change that strictly increases, whatever the clock says', () => {
    const at = (now: number): number => touched(EMPTY, { now, actor: 'me' }).updatedAt - START;
    expect([at(START - 5), at(START), at(START + 1), at(START + 5)]).toEqual([1, 1, 1, 5]);
    expect(touched(EMPTY, { now: START, actor: 'me' }).updatedBy).toBe('me');
  });

  it('can be used while it is enabled and keeps its deletion apart from its state', async () => {
    refuseNotEnabled(EMPTY);
    refusePendingDeletion({ ...EMPTY, state: 'disabled' });
    expect(await refusalOf(() => refuseNotEnabled({ ...EMPTY, state: 'disabled' }))).toBe('secret-not-enabled');
    expect(await refusalOf(() => refuseNotEnabled({ ...EMPTY, state: 'frozen' }))).toBe('secret-not-enabled');
  });

  it('finds no version by a name that objects inherit', async () => {
    expect(await refusalOf(() => versionById(EMPTY, '__proto__'))).toBe('version-not-found');
  });
});
