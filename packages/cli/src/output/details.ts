import type { Terminal } from './terminal.ts';

/** A name and what belongs to it; `null` and what is empty is not shown. */
export type Detail = readonly [name: string, value: string | number | boolean | null | readonly string[]];

const GAP = 2;

/** Names with their values, a line each; of several values each has a line. */
export function renderDetails(details: readonly Detail[], terminal: Terminal): string {
  const shown = details.flatMap(([name, value]) => {
    const values = (Array.isArray(value) ? value : [value]).flatMap((one) => textOf(one as Detail[1]));
    return values.length === 0 ? [] : [{ name, values }];
  });
  const width = Math.max(0, ...shown.map(({ name }) => name.length)) + GAP;
  return shown
    .flatMap(({ name, values }) =>
      values.map((value, at) => `${terminal.paint('dim', (at === 0 ? name : '').padEnd(width))}${value}\n`),
    )
    .join('');
}

function textOf(value: Detail[1]): string[] {
  if (value === null || value === '') return [];
  if (typeof value === 'boolean') return [value ? 'yes' : 'no'];
  return [String(value)];
}
