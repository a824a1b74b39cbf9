import { expect, test } from '@jest/globals';

import { valueOfXml } from './xml.ts';

test('a text or an entity that is called as a member of every object is a text', () => {
  expect(valueOfXml('<A><Id>constructor</Id><B>&toString;</B><C>a &lt; b</C></A>')).toEqual({
    A: { Id: 'constructor', B: '&toString;', C: 'a < b' },
  });
});
