import { writeFileSync } from 'node:fs';
import { extname } from 'node:path';

import type { ControlClient } from '@dragoman/control';
import { ConfigError } from '@dragoman/input';

/** What a file has, by how its name ends. */
type ReceiptAs = 'markdown' | 'html' | 'junit' | 'json';
const TEXTS = new Map<string, ReceiptAs>([
  ['.md', 'markdown'],
  ['.html', 'html'],
  ['.xml', 'junit'],
  ['.json', 'json'],
]);

/** Where a command's receipt goes, and what it needs. */
export interface ReceiptOptions {
  /** `null`: it is asked for the grade alone. */
  readonly file: string | null;
  readonly as: ReceiptAs;
  readonly minGrade: string | null;
}

/** @throws ConfigError for a file whose name does not say what it has */
export function receiptOptions({ receipt, minGrade }: { receipt?: string; minGrade?: string }): ReceiptOptions | null {
  if (receipt === undefined && minGrade === undefined) return null;
  const as = receipt === undefined ? 'json' : TEXTS.get(extname(receipt).toLowerCase());
  if (as === undefined) throw new ConfigError(`--receipt ${receipt}: end its name in ${[...TEXTS.keys()].join(', ')}`);
  return { file: receipt ?? null, as, minGrade: minGrade ?? null };
}

/** The sequence behind which the requests of a command will be. */
export async function sequenceNow({ journal }: ControlClient): Promise<number> {
  return (await journal.list({ newest: true, limit: 1 })).last;
}

/** Writes the receipt of what came behind a sequence. @returns what to say where something rests on too little */
export async function writeReceipt(
  { receipt }: ControlClient,
  after: number,
  { file, as, minGrade }: ReceiptOptions,
): Promise<string[]> {
  const query = { after, ...(minGrade !== null && { min_grade: minGrade }) };
  if (file !== null) writeFileSync(file, await receipt.text({ ...query, as, lang: 'en' }));
  const { passed, used } = await receipt.get(query);
  if (passed) return [];
  const weak = used.filter((item) => !item.is_enough).map(({ operation, code }) => code ?? operation);
  return [`no fact of the grade ${minGrade} or a stronger one: ${[...new Set(weak)].join(', ')}`];
}
