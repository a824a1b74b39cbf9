/** What facts of the kind `ignored` name: a request is answered alike with and without it. */
import { describe, expect, it } from '@jest/globals';

import { dataOf } from './environment.ts';
import { BODY, callConsole, newConsole, newCredential } from './web-console.ts';

describe('fields without effect', () => {
  it.each(['creator', 'lastModifyUser'])('%s of listCredentials', async (field) => {
    const environment = await newConsole();
    await newCredential(environment);
    const list = async (query: string) => dataOf(await callConsole(environment, 'GET', `/list${query}`));
    expect(await list(`?${field}=nobody`)).toEqual(await list(''));
    expect(await list('')).toMatchObject({ total: 1 });
  });

  it('value3 of createCredential', async () => {
    const environment = await newConsole();
    const values = [];
    for (const value3 of ['', 'third']) {
      const { id } = await newCredential(environment, { name: `n${value3}`, value3 });
      values.push(await environment.valueOf(id));
    }
    expect(values[1]).toBe(values[0]);
  });

  it('value3 of updateCredential', async () => {
    const environment = await newConsole();
    const { id } = await newCredential(environment);
    const before = await environment.valueOf(id);
    await callConsole(environment, 'PUT', `/${String(id)}`, { ...BODY, value3: 'third' });
    expect(await environment.valueOf(id)).toBe(before);
  });
});
