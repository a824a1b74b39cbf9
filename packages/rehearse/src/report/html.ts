import type { RehearsalReport, ReportTable } from './report.ts';

const STYLE = `
:root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; }
body { margin: 2rem auto; max-width: 80rem; padding: 0 1rem; }
table { border-collapse: collapse; width: 100%; }
th, td { border-bottom: 1px solid #8886; padding: .3rem .6rem; text-align: left; }
th, td { vertical-align: top; overflow-wrap: anywhere; }
.passed { color: #1a7f37; } .skipped { color: #9a6700; } .broken { color: #d1242f; }
@media (prefers-color-scheme: dark) {
  .passed { color: #3fb950; } .skipped { color: #d29922; } .broken { color: #ff7b72; }
}
`;

/** As `lang` of HTML has it. */
const TAGS: Readonly<Record<RehearsalReport['language'], string>> = { en: 'en', zh: 'zh-CN' };

/** The report as one HTML file, which loads nothing and runs nothing. */
export function htmlOf({ language, title, headline, notes, tables }: RehearsalReport): string {
  return [
    '<!doctype html>',
    `<html lang="${TAGS[language]}">`,
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escaped(title)}</title>`,
    `<style>${STYLE}</style>`,
    '</head>',
    '<body>',
    `<h1>${escaped(title)}</h1>`,
    `<p><strong>${escaped(headline)}</strong></p>`,
    '<ul>',
    ...notes.map((note) => `<li>${escaped(note)}</li>`),
    '</ul>',
    ...tables.map(tableOf),
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

function tableOf({ title, columns, rows }: ReportTable): string {
  const titles = columns.map((column) => `<th>${escaped(column)}</th>`).join('');
  const lines = rows.map(
    ({ verdict, cells }) => `<tr class="${verdict}">${cells.map((cell) => `<td>${escaped(cell)}</td>`).join('')}</tr>`,
  );
  const head = `<thead><tr>${titles}</tr></thead>`;
  return [`<h2>${escaped(title)}</h2>`, '<table>', head, '<tbody>', ...lines, '</tbody>', '</table>'].join('\n');
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? '');
}
