import { fitWidths } from './fit.ts';
import { printable, type Style, type Terminal } from './terminal.ts';

/** One column of a table of rows. */
export interface Column<Row> {
  readonly title: string;
  /** What stands in it; `null` is a dash. */
  readonly text: (row: Row) => string | number | null;
  readonly style?: (row: Row) => Style | null;
  readonly align?: 'left' | 'right';
  /** As narrow as it may become where the terminal is; longer texts are cut off. Without it, it keeps its width. */
  readonly minWidth?: number;
  /** Whether its texts go on in further lines rather than being cut off. */
  readonly wraps?: boolean;
  /** Only with `--output wide`. */
  readonly isWide?: boolean;
}

const GAP = 2;
const DASH = '-';

/** Rows as a table under their titles, within the width of the terminal. @param wide with every column, uncut */
export async function renderTable<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  terminal: Terminal,
  wide: boolean,
): Promise<string> {
  const { titles, linesOf } = await layoutOf(columns, rows, terminal, wide);
  return `${[titles, ...linesOf(rows)].join('\n')}\n`;
}

/** A table whose columns are wide enough for some rows, and that cuts off what is longer. */
export interface Layout<Row> {
  readonly titles: string;
  readonly linesOf: (rows: readonly Row[]) => string[];
}

/** The layout for rows that come one after the other. @param samples rows such as will come */
export async function layoutOf<Row>(
  all: readonly Column<Row>[],
  samples: readonly Row[],
  terminal: Terminal,
  wide: boolean,
): Promise<Layout<Row>> {
  // The libraries are loaded by what prints a table alone.
  const { getBorderCharacters, table, widthOf } = await import('./table-library.ts');
  const columns = all.filter(({ isWide }) => wide || isWide !== true);
  const natural = columns.map((column) =>
    Math.max(widthOf(column.title), ...samples.map((row) => widthOf(cellOf(column, row)))),
  );
  const least = columns.map(({ minWidth }, at) => minWidth ?? natural[at] ?? 0);
  const widths = wide ? natural : fitWidths(natural, least, terminal.columns, GAP);
  const lines = (cells: readonly (readonly string[])[]): string[] =>
    table(cells as string[][], {
      border: getBorderCharacters('void'),
      columnDefault: { paddingLeft: 0, paddingRight: GAP },
      columns: columns.map(({ align = 'left' }, at) => ({ alignment: align, width: widths[at] ?? 0, wrapWord: true })),
      drawHorizontalLine: () => false,
    })
      .split('\n')
      .slice(0, -1)
      .map((line) => line.trimEnd());
  const cellsOf = (row: Row): string[] =>
    columns.map((column, at) => {
      const whole = cellOf(column, row);
      const text = column.wraps === true ? whole : cutTo(whole, widths[at] ?? 0, widthOf);
      const style = column.style?.(row) ?? null;
      return style === null ? text : terminal.paint(style, text);
    });
  return {
    titles: terminal.paint('dim', lines([columns.map(({ title }) => title)])[0] ?? ''),
    linesOf: (rows) => (rows.length === 0 ? [] : lines(rows.map(cellsOf))),
  };
}

function cellOf<Row>({ text }: Column<Row>, row: Row): string {
  const value = text(row);
  return value === null || value === '' ? DASH : printable(String(value));
}

const GRAPHEMES = new Intl.Segmenter();

/** As much of a text as fits, with an ellipsis where something is left out. */
function cutTo(text: string, width: number, widthOf: (text: string) => number): string {
  if (widthOf(text) <= width) return text;
  let cut = '';
  for (const { segment } of GRAPHEMES.segment(text)) {
    if (widthOf(cut + segment) > width - 1) break;
    cut += segment;
  }
  return `${cut}…`;
}
