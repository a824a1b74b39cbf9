import type { RowAuthenticator } from '@dragoman/core';

import type { Database, Queries } from './database.ts';

/** The row whose revision moves with everything that gateways may remember between requests. */
const NAME = 'control';

/** Reads the revision, in the snapshot of whatever is read along with it. */
export const CONTROL_REVISION = `SELECT revision FROM environment WHERE name = '${NAME}'`;

const MOVE = `UPDATE environment SET revision = revision + 1 WHERE name = '${NAME}'`;
const FIND = `SELECT revision, doc, mac FROM environment WHERE name = '${NAME}'`;

/** How an environment is set, beside what it holds, as its owner writes it. */
export interface ControlText {
  /** Empty where nothing was ever set. */
  readonly text: string;
  readonly revision: number;
}

/** Whoever remembers something is to look again: identities, keys, aliases or all of the state changed. */
export async function moveControl({ rows }: Queries): Promise<void> {
  await rows(MOVE);
}

/** The statement, which answers a row for each that it changed, and {@link moveControl} where it changed any. */
export function movingControl(sql: string): string {
  return `WITH changed AS (${sql}), moved AS (${MOVE} AND EXISTS (SELECT 1 FROM changed)) SELECT 1 FROM changed`;
}

/** Makes the row, where it is missing. */
export async function makeControl({ rows: run }: Queries, rows: RowAuthenticator): Promise<void> {
  await run(
    'INSERT INTO environment (name, revision, doc, mac) VALUES ($1, 0, $2, $3) ON CONFLICT DO NOTHING',
    ...[NAME, '', macOf(rows, '')],
  );
}

/** Keeps how the environment is set, whatever was kept before. */
export async function keepControl(db: Database, rows: RowAuthenticator, text: string): Promise<void> {
  const keep = `UPDATE environment SET revision = revision + 1, doc = $1, mac = $2 WHERE name = '${NAME}'`;
  await db.transaction((queries) => queries.rows(keep, text, macOf(rows, text)));
}

/** How the environment is set, whoever leads. @throws AlteredRowError */
export async function findControl(db: Database, rows: RowAuthenticator): Promise<ControlText> {
  type Row = { readonly revision: number; readonly doc: string; readonly mac: Uint8Array };
  const [row] = await db.always<Row>(FIND);
  rows.check('environment', [NAME, row?.doc ?? ''], row?.mac ?? null);
  return { text: row?.doc ?? '', revision: row?.revision ?? 0 };
}

function macOf(rows: RowAuthenticator, text: string): Uint8Array {
  return rows.sign('environment', [NAME, text]);
}
