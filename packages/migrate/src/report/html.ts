import { htmlList, htmlPage, htmlTable, htmlText } from '@dragoman/reports';

import type { Messages } from './messages/message-types.ts';
import { messagesOf } from './messages/messages.ts';
import type { Report } from './report.ts';

const COLOURS = {
  kept: { light: '#1a7f37', dark: '#3fb950' },
  changed: { light: '#0969da', dark: '#58a6ff' },
  lost: { light: '#9a6700', dark: '#d29922' },
  refused: { light: '#d1242f', dark: '#ff7b72' },
};

/** The report as one HTML file, which loads nothing and runs nothing. */
export function htmlOf(report: Report): string {
  const messages = messagesOf(report.language);
  const { sections } = messages;
  const content = [
    htmlList(report.notes),
    `<h2>${htmlText(sections.secrets)}</h2>`,
    secretsTable(report, messages),
    `<h2>${htmlText(sections.proposals)}</h2>`,
    proposalsTable(report, messages),
    `<h2>${htmlText(sections.always)}</h2>`,
    htmlList(report.always.map(({ rule, why, propose }) => `${rule}: ${why}; ${propose}`)),
    `<h2>${htmlText(sections.checklist)}</h2>`,
    htmlList(messages.checklist),
    `<h2>${htmlText(sections.basis)}</h2>`,
    htmlList(report.basis),
  ];
  const { tag: language, title } = messages;
  return htmlPage({ language, title, headline: report.headline, colours: COLOURS, content });
}

function secretsTable({ rows }: Report, { columns, actions, verdicts }: Messages): string {
  return htmlTable(
    [columns.name, columns.target, columns.action, columns.verdict, columns.rules],
    rows.map(({ name, target, action, verdict, rules }) => ({
      kind: verdict,
      cells: [name, target, actions[action], verdicts[verdict], rules.join(', ')].map(htmlText),
    })),
  );
}

function proposalsTable({ proposals }: Report, { columns, verdicts }: Messages): string {
  return htmlTable(
    [columns.rule, columns.verdict, columns.secrets, columns.why, columns.propose],
    proposals.map(({ rule, verdict, secrets, why, propose, page }) => ({
      kind: verdict,
      cells: [
        page === '' ? htmlText(rule) : `<a href="${htmlText(page)}">${htmlText(rule)}</a>`,
        ...[verdicts[verdict], String(secrets), why, propose].map(htmlText),
      ],
    })),
  );
}
