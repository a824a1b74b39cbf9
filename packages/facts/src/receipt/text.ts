import { htmlOf, junitOf, type Language, markdownOf } from '@dragoman/reports';

import type { Receipt } from './receipt.ts';
import { receiptReport } from './report.ts';

/** In what a file may have a receipt. */
export const RECEIPT_TEXTS = ['markdown', 'html', 'junit', 'json'] as const;
export type ReceiptText = (typeof RECEIPT_TEXTS)[number];

/** A receipt as a file has it. JSON is in no language, and JUnit in English: names of checks stay from run to run. */
export function receiptText(receipt: Receipt, as: ReceiptText, language: Language): string {
  switch (as) {
    case 'markdown':
      return markdownOf(receiptReport(receipt, language));
    case 'html':
      return htmlOf(receiptReport(receipt, language));
    case 'junit':
      return junitOf(receiptReport(receipt, 'en'));
    case 'json':
      return `${JSON.stringify(receipt, null, 2)}\n`;
  }
}
