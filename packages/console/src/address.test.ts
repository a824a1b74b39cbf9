import { describe, expect, it } from '@jest/globals';

import { hrefOf, routeFrom } from './address.ts';

describe('the address bar', () => {
  it('names a page and what it shows, and is read back', () => {
    const href = hrefOf('journal', { resource: 'db/päß & word', door: 'huawei' });
    expect(routeFrom(href)).toEqual({ page: 'journal', params: { resource: 'db/päß & word', door: 'huawei' } });
  });

  it('leaves out what is empty', () => {
    expect(hrefOf('secrets', { name: '', vault: null, state: undefined })).toBe('#secrets');
  });

  it.each(['', '#', '#none', '#/none?x=1'])('shows the secrets for %j', (hash) => {
    expect(routeFrom(hash).page).toBe('secrets');
  });
});
