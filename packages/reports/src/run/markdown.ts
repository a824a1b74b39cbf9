import type { RunReport, ReportTable } from './report.ts';

/** The report as Markdown, for a merge request or a page. */
export function markdownOf({ title, headline, notes, tables, closing = [] }: RunReport): string {
  const parts = [
    ...[`# ${title}`, `**${headline}**`, notes.map((note) => `- ${note}`).join('\n')],
    ...[...tables.map(tableOf), ...closing],
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function tableOf({ title, lead, columns, rows }: ReportTable): string {
  const lines = [columns, columns.map(() => '---'), ...rows.map(({ cells }) => cells)];
  const head = [`## ${title}`, '', ...(lead === undefined ? [] : [lead, ''])];
  return [...head, ...lines.map((cells) => `| ${cells.map(escaped).join(' | ')} |`)].join('\n');
}

function escaped(cell: string): string {
  return cell.replace(/\|/g, String.raw`\|`).replace(/\s+/g, ' ');
}
