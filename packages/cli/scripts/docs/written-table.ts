const END = '<!-- End of what is written. -->';

/**
 * The page with a table between its two marks. Fails on a page without them.
 * @param source of what it says, from the root of the repository
 */
export function withTable(page: string, source: string, rows: readonly (readonly string[])[]): string {
  const mark = `<!-- Written by \`npm run docs\` from ${source}. -->`;
  const begin = page.indexOf(mark);
  const end = page.indexOf(END, begin);
  if (begin < 0 || end < begin) throw new Error(`the page lacks "${mark}" before "${END}"`);
  const lines = rows.map((cells) => `| ${cells.join(' | ')} |`);
  return `${page.slice(0, begin)}${mark}\n\n${lines.join('\n')}\n\n${page.slice(end)}`;
}
