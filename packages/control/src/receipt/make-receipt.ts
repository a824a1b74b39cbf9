import type { Environment } from '@dragoman/environment';
import type { Receipt, ReceiptText } from '@dragoman/facts';
import type { Grade } from '@dragoman/facts/grades';
import type { Language } from '@dragoman/messages';

import type { KeptRun } from './kept-runs.ts';
import { requestsAfter } from './requests-after.ts';

/** Which receipt. */
export interface ReceiptQuery {
  /** The sequence behind which the requests are. */
  readonly after: number;
  readonly minGrade: Grade | null;
  /** In place of the environment's own requests; `null` for those. */
  readonly run: KeptRun | null;
}

/** The receipt of what an environment was asked. The facts are loaded here: who never asks for one never has them. */
export async function makeReceipt(environment: Environment, { after, minGrade, run }: ReceiptQuery): Promise<Receipt> {
  const [{ loadCatalogue, receiptOf }, doors, { requests, dropped }] = await Promise.all([
    import('@dragoman/facts'),
    environment.doors(),
    run ?? requestsAfter(environment.journal, after),
  ]);
  return receiptOf({ requests, dropped, doors, minGrade, catalogue: await loadCatalogue() });
}

/** The same as the text of a file. */
export async function makeReceiptText(
  environment: Environment,
  query: ReceiptQuery,
  { as, language }: { readonly as: ReceiptText; readonly language: Language },
): Promise<string> {
  const [{ receiptText }, receipt] = await Promise.all([import('@dragoman/facts'), makeReceipt(environment, query)]);
  return receiptText(receipt, as, language);
}
