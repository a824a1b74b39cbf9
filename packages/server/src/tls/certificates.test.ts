import { expect, it, jest } from '@jest/globals';

import type { Authority, LeafCertificate } from './authority.ts';
import { Certificates } from './certificates.ts';

const LEAF = { key: '', cert: '', usableFrom: 0, renewAt: 1_000 } as unknown as LeafCertificate;

it('keeps 64 certificates, and makes the one anew that was asked for the longest ago', () => {
  const issue = jest.fn<Authority['issue']>(() => LEAF);
  const names = {
    own: { domains: [], addresses: [] },
    signing: { domains: ['example'], addresses: [] },
  } as unknown as ConstructorParameters<typeof Certificates>[1];
  const certificates = new Certificates({ issue } as unknown as Authority, names, { now: () => 1 });
  const ask = (n: number): void => {
    certificates.forHost(`h${n}.example`);
  };
  for (let n = 0; n < 64; n += 1) ask(n);
  ask(0);
  expect(issue).toHaveBeenCalledTimes(64);
  // In the place of the second.
  ask(64);
  ask(0);
  expect(issue).toHaveBeenCalledTimes(65);
  ask(1);
  expect(issue).toHaveBeenCalledTimes(66);
});
