import type { Messages } from './messages/message-types.ts';
import { messagesOf } from './messages/messages.ts';
import type { Report } from './report.ts';

const STYLE = `
:root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; }
body { margin: 2rem auto; max-width: 72rem; padding: 0 1rem; }
table { border-collapse: collapse; width: 100%; }
th, td { border-bottom: 1px solid #8886; padding: .3rem .6rem; text-align: left; }
th, td { vertical-align: top; overflow-wrap: anywhere; }
.kept { color: #1a7f37; } .changed { color: #0969da; } .lost { color: #9a6700; } .refused { color: #d1242f; }
@media (prefers-color-scheme: dark) {
  .kept { color: #3fb950; } .changed { color: #58a6ff; } .lost { color: #d29922; } .refused { color: #ff7b72; }
}
`;

/** The report as one HTML file, which loads nothing and runs nothing. */
export function htmlOf(report: Report): string {
  const messages = messagesOf(report.language);
  const { sections } = messages;
  const title = escaped(messages.title);
  return [
    '<!doctype html>',
    `<html lang="${messages.tag}">`,
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${title}</title>`,
    `<style>${STYLE}</style>`,
    '</head>',
    '<body>',
    `<h1>${title}</h1>`,
    `<p><strong>${escaped(report.headline)}</strong></p>`,
    list(report.notes),
    `<h2>${escaped(sections.secrets)}</h2>`,
    secretsTable(report, messages),
    `<h2>${escaped(sections.proposals)}</h2>`,
    proposalsTable(report, messages),
    `<h2>${escaped(sections.always)}</h2>`,
    list(report.always.map(({ rule, why, propose }) => `${rule}: ${why}; ${propose}`)),
    `<h2>${escaped(sections.checklist)}</h2>`,
    list(messages.checklist),
    `<h2>${escaped(sections.basis)}</h2>`,
    list(report.basis),
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

function secretsTable({ rows }: Report, { columns, actions, verdicts }: Messages): string {
  return table(
    [columns.name, columns.target, columns.action, columns.verdict, columns.rules],
    rows.map(({ name, target, action, verdict, rules }) => ({
      kind: verdict,
      cells: [name, target, actions[action], verdicts[verdict], rules.join(', ')].map(escaped),
    })),
  );
}

function proposalsTable({ proposals }: Report, { columns, verdicts }: Messages): string {
  return table(
    [columns.rule, columns.verdict, columns.secrets, columns.why, columns.propose],
    proposals.map(({ rule, verdict, secrets, why, propose, page }) => ({
      kind: verdict,
      cells: [
        page === '' ? escaped(rule) : `<a href="${escaped(page)}">${escaped(rule)}</a>`,
        ...[verdicts[verdict], String(secrets), why, propose].map(escaped),
      ],
    })),
  );
}

/** @param rows cells of HTML, and the verdict that colours the row */
function table(head: readonly string[], rows: readonly { kind: string; cells: readonly string[] }[]): string {
  const titles = head.map((cell) => `<th>${escaped(cell)}</th>`).join('');
  const lines = rows.map(
    ({ kind, cells }) => `<tr class="${kind}">${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`,
  );
  return ['<table>', `<thead><tr>${titles}</tr></thead>`, '<tbody>', ...lines, '</tbody>', '</table>'].join('\n');
}

function list(items: readonly string[]): string {
  return ['<ul>', ...items.map((item) => `<li>${escaped(item)}</li>`), '</ul>'].join('\n');
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? '');
}
