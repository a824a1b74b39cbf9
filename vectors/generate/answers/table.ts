/** The tables of errors, as the catalogue of facts has them: each with its source there. */
import { readFileSync } from 'node:fs';

import { parse } from 'yaml';

/** A row of a table. */
export type Stated = readonly [status: number, code: string, message: string];

/** What any call of a door may be answered with, by code, but for those that other tests have. */
export function readTable(door: 'huawei' | 'aliyun' | 'bk', others: readonly string[]): Stated[] {
  const file = new URL(`../../../facts/${door}/errors.yaml`, import.meta.url);
  const { errors } = parse(readFileSync(file, 'utf8')) as {
    readonly errors: Readonly<Record<string, { readonly status: number; readonly message: string }>>;
  };
  return Object.entries(errors)
    .filter(([code]) => !others.includes(code))
    .map(([code, { status, message }]): Stated => [status, code, message]);
}
