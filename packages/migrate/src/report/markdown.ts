import type { Messages } from './messages/message-types.ts';
import { messagesOf } from './messages/messages.ts';
import type { Report } from './report.ts';

/** The report as Markdown. */
export function markdownOf(report: Report): string {
  const messages = messagesOf(report.language);
  const { sections } = messages;
  return [
    `# ${messages.title}`,
    '',
    escaped(report.headline),
    '',
    ...report.notes.map((note) => `- ${note}`),
    '',
    ...[`## ${sections.secrets}`, '', ...secretsTable(report, messages), ''],
    ...[`## ${sections.proposals}`, '', ...proposalsTable(report, messages), ''],
    ...[
      `## ${sections.always}`,
      '',
      ...report.always.map(({ rule, why, propose }) => `- ${rule}: ${why}; ${propose}`),
      '',
    ],
    ...[`## ${sections.checklist}`, '', ...messages.checklist.map((item) => `- [ ] ${item}`), ''],
    ...[`## ${sections.basis}`, '', ...report.basis.map((line) => `- ${escaped(line)}`), ''],
  ].join('\n');
}

function secretsTable({ rows }: Report, { columns, actions, verdicts }: Messages): string[] {
  return [
    tableRow([columns.name, columns.target, columns.action, columns.verdict, columns.rules]),
    '|---|---|---|---|---|',
    ...rows.map(({ name, target, action, verdict, rules }) =>
      tableRow([name, target, actions[action], verdicts[verdict], rules.join(', ')]),
    ),
  ];
}

function proposalsTable({ proposals }: Report, { columns, verdicts }: Messages): string[] {
  return [
    tableRow([columns.rule, columns.verdict, columns.secrets, columns.why, columns.propose, columns.page]),
    '|---|---|---|---|---|---|',
    ...proposals.map(({ rule, verdict, secrets, why, propose, page }) =>
      tableRow([rule, verdicts[verdict], String(secrets), why, propose, page]),
    ),
  ];
}

function tableRow(cells: readonly string[]): string {
  return `| ${cells.map((cell) => escaped(cell).replaceAll('|', String.raw`\|`)).join(' | ')} |`;
}

/** A text that Markdown shows as it is: names may hold anything. */
function escaped(text: string): string {
  return text
    .replace(/[\\`*[\]]/g, String.raw`\$&`)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replace(/\s+/g, ' ');
}
