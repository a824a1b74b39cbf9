import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { CURRENT, type LabelNames, PREVIOUS, isBuiltIn, labelFromName, nameOfLabel } from './labels.ts';

const CSMS: LabelNames = { current: 'SYSCURRENT', previous: 'SYSPREVIOUS' };
const KMS: LabelNames = { current: 'ACSCurrent', previous: 'ACSPrevious' };

/** Names as clients send them, with those that could be mistaken for the core's own labels. */
const names = fc.oneof(
  fc.string(),
  fc.string({ unit: fc.constantFrom('$', 'c', '\u0000') }),
  fc.constantFrom(
    CURRENT,
    PREVIOUS,
    `$${CURRENT}`,
    '$',
    '$$',
    '',
    'SYSCURRENT',
    'SYSPREVIOUS',
    'ACSCurrent',
    'ACSPrevious',
    'ACSPending',
    'SYSPENDING',
    '__proto__',
  ),
);

describe('stage labels', () => {
  it('carry a name in and out of a dialect unchanged', () => {
    fc.assert(
      fc.property(names, fc.constantFrom(CSMS, KMS), (name, dialect) => {
        expect(nameOfLabel(labelFromName(name, dialect), dialect)).toBe(name);
      }),
    );
  });

  it('keep different names apart', () => {
    fc.assert(
      fc.property(names, names, fc.constantFrom(CSMS, KMS), (one, other, dialect) => {
        fc.pre(one !== other);
        expect(labelFromName(one, dialect)).not.toBe(labelFromName(other, dialect));
      }),
    );
  });

  it("are built in by the dialect's own two names alone", () => {
    fc.assert(
      fc.property(names, (name) => {
        expect(isBuiltIn(labelFromName(name, CSMS))).toBe(name === 'SYSCURRENT' || name === 'SYSPREVIOUS');
      }),
    );
  });

  it('are shown by one dialect under its names, whichever dialect set them', () => {
    expect(nameOfLabel(labelFromName('ACSCurrent', KMS), CSMS)).toBe('SYSCURRENT');
    expect(nameOfLabel(labelFromName('SYSPREVIOUS', CSMS), KMS)).toBe('ACSPrevious');
    expect(nameOfLabel(labelFromName('SYSPENDING', CSMS), KMS)).toBe('SYSPENDING');
    expect(nameOfLabel(labelFromName('$current', KMS), CSMS)).toBe('$current');
  });
});
