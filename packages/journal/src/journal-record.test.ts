import { describe, expect, it } from '@jest/globals';

import { newRecord, type RequestFacts, writeFacts } from './journal-record.ts';

describe('a record', () => {
  it('takes every fact of a request, and keeps its place in the ring', () => {
    const record = newRecord();
    const { sequence, bytes, ...fields } = record;
    const facts = Object.fromEntries(Object.keys(fields).map((field) => [field, `the ${field}`]));
    writeFacts(record, facts as unknown as RequestFacts);
    expect(record).toEqual({ ...facts, sequence, bytes });
  });
});
