import type { Environment } from '@dragoman/environment';
import type { MadeRequest, Receipt, ReceiptText } from '@dragoman/facts';
import type { Grade } from '@dragoman/facts/grades';
import type { Journal } from '@dragoman/journal';
import type { Language } from '@dragoman/messages';

/** So many entries are shown at a time, so that a long journal is not in memory twice. */
const PAGE = 1_000;

/** Which receipt. */
export interface ReceiptQuery {
  /** The sequence behind which the requests are. */
  readonly after: number;
  readonly minGrade: Grade | null;
}

/** The receipt of what an environment was asked. The facts are loaded here: who never asks for one never has them. */
export async function makeReceipt(environment: Environment, { after, minGrade }: ReceiptQuery): Promise<Receipt> {
  const [{ loadCatalogue, receiptOf }, doors, run] = await Promise.all([
    import('@dragoman/facts'),
    environment.doors(),
    requestsAfter(environment.journal, after),
  ]);
  return receiptOf({ ...run, doors, minGrade, catalogue: await loadCatalogue() });
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

/** Every request that the journal still has, and how many it has no more. */
async function requestsAfter(
  { reader }: Journal,
  after: number,
): Promise<{ readonly requests: MadeRequest[]; readonly dropped: number }> {
  const requests: MadeRequest[] = [];
  let dropped = 0;
  for (let last = after, more = true; more;) {
    const page = await reader.list({ filter: {}, after: last, limit: PAGE });
    for (const { door, operation, method, path, code, status } of page.entries)
      requests.push({ door, operation, method, path, code, status });
    dropped += page.dropped;
    ({ last, more } = page);
  }
  return { requests, dropped };
}
