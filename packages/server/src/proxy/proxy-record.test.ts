import { expect, it } from '@jest/globals';

import { ProxyRecord } from './proxy-record.ts';

it('remembers a thousand hosts, and goes on to count those', () => {
  const record = new ProxyRecord();
  const note = (n: number): void => {
    record.note({ host: `h${n}.example`, port: 443, route: 'blocked' });
  };
  for (let n = 0; n < 1_000; n += 1) note(n);
  expect(record.list()).toHaveLength(1_000);
  note(1_000);
  note(0);
  expect(record.list()).toHaveLength(1_000);
  expect(record.list().at(-1)?.host).toBe('h999.example');
  expect(record.list()[0]?.count).toBe(2);
});
