import { htmlList, htmlPage, htmlTable, htmlText } from '../html.ts';

import type { RunReport, ReportTable } from './report.ts';

const COLOURS = {
  passed: { light: '#1a7f37', dark: '#3fb950' },
  skipped: { light: '#9a6700', dark: '#d29922' },
  broken: { light: '#d1242f', dark: '#ff7b72' },
};

/** As `lang` of HTML has it. */
const TAGS: Readonly<Record<RunReport['language'], string>> = { en: 'en', zh: 'zh-CN' };

/** The report as one HTML file, which loads nothing and runs nothing. */
export function htmlOf({ language, title, headline, notes, tables, closing = [] }: RunReport): string {
  const content = [htmlList(notes), ...tables.map(tableOf), ...closing.map(paragraph)];
  return htmlPage({ language: TAGS[language], title, headline, colours: COLOURS, content });
}

function paragraph(text: string): string {
  return `<p>${htmlText(text)}</p>`;
}

function tableOf({ title, lead, columns, rows }: ReportTable): string {
  const table = htmlTable(
    columns,
    rows.map(({ verdict, cells }) => ({ kind: verdict, cells: cells.map(htmlText) })),
  );
  return [`<h2>${htmlText(title)}</h2>`, ...(lead === undefined ? [] : [paragraph(lead)]), table].join('\n');
}
