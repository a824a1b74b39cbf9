import { describe, expect, it } from '@jest/globals';

import { EMPTY, START, rejectionOf } from '../../test/environment.ts';
import { rejectNotEnabled, rejectPendingDeletion, withUpdatedBy, versionById } from './secret.ts';

describe('a secret', () => {
  it('has a time of change that strictly increases, whatever the clock says', () => {
    const at = (now: number): number => withUpdatedBy(EMPTY, { now, actor: 'me' }).updatedAt - START;
    expect([at(START - 5), at(START), at(START + 1), at(START + 5)]).toEqual([1, 1, 1, 5]);
    expect(withUpdatedBy(EMPTY, { now: START, actor: 'me' }).updatedBy).toBe('me');
  });

  it('can be used while it is enabled and keeps its deletion apart from its state', async () => {
    rejectNotEnabled(EMPTY);
    rejectPendingDeletion({ ...EMPTY, state: 'disabled' });
    expect(await rejectionOf(() => rejectNotEnabled({ ...EMPTY, state: 'disabled' }))).toBe('secret-not-enabled');
    expect(await rejectionOf(() => rejectNotEnabled({ ...EMPTY, state: 'frozen' }))).toBe('secret-not-enabled');
  });

  it('finds no version by a name that objects inherit', async () => {
    expect(await rejectionOf(() => versionById(EMPTY, '__proto__'))).toBe('version-not-found');
  });
});
