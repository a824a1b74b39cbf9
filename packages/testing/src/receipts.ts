import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, extname } from 'node:path';

import { ConfigError, type ControlClient } from '@dragoman/gateway';

/** The run under which the gateway of `startDragoman` keeps its requests; no other is in it. */
const RUN = 'startDragoman';

/** Which facts requests rested on, as the control API answers it. */
export type Receipt = Awaited<ReturnType<ControlClient['receipt']['get']>>;

/** How a fact is known, from the strongest, `live-capture`, to `inferred`. */
export type Grade =
  | 'live-capture'
  | 'official-sdk-seen'
  | 'upstream-suite'
  | 'vendor-vector'
  | 'vendor-source'
  | 'vendor-document'
  | 'inferred';

/** What is asked of a receipt. */
export interface ReceiptOptions {
  /** What each operation and each error needs a fact of, or of a stronger grade, for `passed`. */
  readonly minGrade?: Grade;
}

/** What is written as a gateway is closed. */
export interface ReceiptFile extends ReceiptOptions {
  /** Ends in `.md`, `.json`, `.xml` (JUnit) or `.html`, and is written so. */
  readonly file: string;
}

type Form = NonNullable<NonNullable<Parameters<ControlClient['receipt']['text']>[0]>['as']>;

const FORMS: Readonly<Record<string, Form>> = { '.md': 'markdown', '.json': 'json', '.xml': 'junit', '.html': 'html' };

/** The receipt of an environment's requests so far. */
export async function receiptOf(control: ControlClient, { minGrade }: ReceiptOptions = {}): Promise<Receipt> {
  return control.receipt.get(queryOf(minGrade));
}

/** The receipt of a gateway from its start to its end, with its sandboxes, whenever they are reset or closed. */
export interface RunReceipt {
  /** Keeps what an environment was asked so far: before that is forgotten. */
  keep(control: ControlClient): Promise<void>;
  /** Writes the file. @throws Error where what was used has no fact of the grade that was asked for */
  finish(control: ControlClient): Promise<void>;
}

/** What keeps nothing. */
export const NO_RECEIPT: RunReceipt = { keep: async () => undefined, finish: async () => undefined };

/** @throws ConfigError for a file whose name does not say what it is to be written as */
export function runReceipt(given: string | ReceiptFile | undefined): RunReceipt {
  if (given === undefined) return NO_RECEIPT;
  const { file, minGrade } = typeof given === 'string' ? { file: given } : given;
  const form = FORMS[extname(file).toLowerCase()];
  if (form === undefined)
    throw new ConfigError(
      `startDragoman: receipt = ${JSON.stringify(file)}: a receipt is written as ${Object.keys(FORMS).join(', ')}`,
    );
  const keep = async (control: ControlClient): Promise<void> => {
    await control.receipt.keep({ run: RUN });
  };
  return {
    keep,
    async finish(control) {
      await keep(control);
      const query = { ...queryOf(minGrade), run: RUN };
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, await control.receipt.text({ ...query, as: form }));
      if (minGrade !== undefined) rejectWeak(await control.receipt.get(query), file);
    },
  };
}

function rejectWeak({ used, min_grade: minGrade }: Receipt, file: string): void {
  const weak = used.filter((item) => !item.is_enough);
  if (weak.length === 0) return;
  const names = weak.map(({ operation, code }) => (code === null ? operation : `${operation}: ${code}`));
  throw new Error(`without a fact of ${String(minGrade)} or a stronger grade: ${names.join(', ')}; see ${file}`);
}

function queryOf(minGrade: Grade | undefined): { readonly min_grade?: Grade } {
  return minGrade === undefined ? {} : { min_grade: minGrade };
}
