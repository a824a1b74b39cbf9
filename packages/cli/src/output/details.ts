import { printable, type Style, type Terminal } from './terminal.ts';

/** A name and what belongs to it, in a style; `null` and what is empty is not printed. */
export type Detail = readonly [
  name: string,
  value: string | number | boolean | null | readonly string[],
  style?: Style | undefined,
];

const GAP = 2;

/** Names with their values, a line each; of several values each has a line. */
export function renderDetails(details: readonly Detail[], terminal: Terminal): string {
  const lines = details.flatMap(([name, value, style]) => {
    const values = (Array.isArray(value) ? value : [value]).flatMap((one) => textOf(one as Detail[1]));
    const styled = style === undefined ? values : values.map((one) => terminal.paint(style, one));
    return styled.length === 0 ? [] : [{ name, values: styled }];
  });
  const width = Math.max(0, ...lines.map(({ name }) => name.length)) + GAP;
  return lines
    .flatMap(({ name, values }) =>
      values.map((value, at) => `${terminal.paint('dim', (at === 0 ? name : '').padEnd(width))}${value}\n`),
    )
    .join('');
}

/** How to go on, below what is shown. */
export function nextStep(text: string, terminal: Terminal): string {
  return `${terminal.paint('dim', text)}\n`;
}

function textOf(value: Detail[1]): string[] {
  if (value === null || value === '') return [];
  if (typeof value === 'boolean') return [value ? 'yes' : 'no'];
  return [printable(String(value))];
}
