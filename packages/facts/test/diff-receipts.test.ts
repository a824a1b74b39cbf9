import { describe, expect, it } from '@jest/globals';

import { diffReceipts, isReceiptFormat, readReceipt, receiptDiffReport } from '../src/index.ts';
import { type Receipt, RECEIPT_FORMAT, type UsedItem } from '../src/receipt/receipt.ts';

const used = (operation: string, more: Partial<UsedItem> = {}): UsedItem => ({
  ...{ door: 'aliyun', operation, code: null, requests: 1, statuses: { 200: 1 }, is_enough: true },
  ...{ facts: { 'vendor-document': ['a'] }, strongest: 'vendor-document', weakest: 'vendor-document', ...more },
});
const receipt = (more: Partial<Receipt> = {}): Receipt => ({
  ...{ format: RECEIPT_FORMAT, requests: 1, dropped: 0, min_grade: null, passed: true, used: [used('ListSecrets')] },
  ...{ not_served: [], without_effect: [], not_called: [], ...more },
});
const field = {
  door: 'aliyun',
  operation: 'ListSecrets',
  field: 'Colour',
  why: 'unread',
  fact: null,
  requests: 1,
} as const;
const changesOf = (before: Receipt, after: Receipt) =>
  diffReceipts(before, after).changes.map(({ operation, part, subject, before: old, after: now }) => [
    ...[operation, part, subject, old, now],
  ]);

describe('the difference of two receipts', () => {
  it('is none of one receipt, whichever way it is read', () => {
    expect(diffReceipts(receipt(), receipt())).toMatchObject({ used: 1, changes: [] });
  });

  it('tells what one run alone used, how often, with which status and resting on which facts', () => {
    const now = used('ListSecrets', { requests: 2, statuses: { 200: 1, 400: 1 }, facts: { inferred: ['a', 'b'] } });
    expect(changesOf(receipt(), receipt({ used: [now, used('GetSecretValue')] }))).toEqual([
      ['ListSecrets', 'used', null, '1', '2'],
      ['ListSecrets', 'statuses', null, '200: 1', '200: 1, 400: 1'],
      ['ListSecrets', 'facts', 'a', 'vendor-document', 'inferred'],
      ['ListSecrets', 'facts', 'b', '-', 'inferred'],
      ['GetSecretValue', 'used', null, '0', '1'],
    ]);
    expect(changesOf(receipt({ used: [used('ListKeys')] }), receipt({ used: [] }))).toEqual([
      ['ListKeys', 'used', null, '1', '0'],
    ]);
  });

  it('tells fields without effect and what is not served, whichever run has it', () => {
    const more = { without_effect: [field], not_served: [{ door: null, request: 'GET /x', requests: 3 }] };
    expect(changesOf(receipt(), receipt(more))).toEqual([
      ['ListSecrets', 'field', 'Colour', '0', '1'],
      ['GET /x', 'not-served', null, '0', '3'],
    ]);
    expect(changesOf(receipt(more), receipt())).toEqual([
      ['ListSecrets', 'field', 'Colour', '1', '0'],
      ['GET /x', 'not-served', null, '3', '0'],
    ]);
  });

  it('is reported in both languages', () => {
    const diff = diffReceipts(receipt(), receipt({ without_effect: [field] }));
    expect(receiptDiffReport(diff, 'en')).toMatchObject({
      headline: '1 operation or error, 1 change',
      tables: [{ rows: [{ cells: ['aliyun', 'ListSecrets', '', 'field without effect', 'Colour', '0', '1'] }] }],
      checks: [{ name: 'ListSecrets', messages: ['field without effect: Colour: 0 → 1'] }],
    });
    expect(receiptDiffReport(diff, 'zh').headline).toBe('1 个操作和错误，1 处变化');
  });
});

describe('a receipt in a file', () => {
  it('is read as it was written, and refused where it is another thing', () => {
    const written: unknown = JSON.parse(JSON.stringify(receipt({ without_effect: [field] })));
    expect([isReceiptFormat(written), readReceipt(written)]).toEqual([true, written]);
    for (const wrong of [null, {}, { ...receipt(), requests: -1 }, { ...receipt(), used: [null] }])
      expect(readReceipt(JSON.parse(JSON.stringify(wrong)))).toBeNull();
    expect(readReceipt({ ...receipt(), used: [used('\u001b[2J')] })).toBeNull();
    expect(isReceiptFormat({ format: 'dragoman-recording/1' })).toBe(false);
  });
});
