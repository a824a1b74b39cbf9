import type { Report } from './report.ts';

/** The report as Markdown. */
export function markdownOf({ headline, rows, proposals, always, notes }: Report): string {
  return [
    '# Migration plan',
    '',
    headline,
    '',
    ...notes.map((note) => `- ${note}`),
    '',
    '## Secrets',
    '',
    '| name | new name | action | verdict | rules |',
    '|---|---|---|---|---|',
    ...rows.map(({ name, target, action, verdict, rules }) =>
      tableRow([name, target, action, verdict, rules.join(', ')]),
    ),
    '',
    '## Proposals',
    '',
    '| rule | verdict | secrets | why | what can be done | page |',
    '|---|---|---|---|---|---|',
    ...proposals.map(({ rule, verdict, secrets, why, propose, page }) =>
      tableRow([rule, verdict, String(secrets), why, propose, page]),
    ),
    '',
    '## What holds for every secret',
    '',
    ...always.map(({ rule, why, propose }) => `- ${rule}: ${why}; ${propose}`),
    '',
  ].join('\n');
}

function tableRow(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replace(/[|\\]/g, String.raw`\$&`).replace(/\s+/g, ' ')).join(' | ')} |`;
}
