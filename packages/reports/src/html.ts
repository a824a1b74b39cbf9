interface Page {
  /** As `lang` of HTML has it. */
  readonly language: string;
  readonly title: string;
  readonly headline: string;
  /** Colours of rows by their class, on light and on dark ground. */
  readonly colours: Readonly<Record<string, { readonly light: string; readonly dark: string }>>;
  /** In HTML, behind the headline. */
  readonly content: readonly string[];
}

/** A report as one HTML file, which loads nothing and runs nothing. */
export function htmlPage({ language, title, headline, colours, content }: Page): string {
  return [
    '<!doctype html>',
    `<html lang="${language}">`,
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${htmlText(title)}</title>`,
    `<style>${styleOf(colours)}</style>`,
    '</head>',
    '<body>',
    `<h1>${htmlText(title)}</h1>`,
    `<p><strong>${htmlText(headline)}</strong></p>`,
    ...content,
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

function styleOf(colours: Page['colours']): string {
  const rules = (ground: 'light' | 'dark'): string =>
    Object.entries(colours)
      .map(([name, colour]) => `.${name} { color: ${colour[ground]}; }`)
      .join(' ');
  return `
:root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; }
body { margin: 2rem auto; max-width: 80rem; padding: 0 1rem; }
table { border-collapse: collapse; width: 100%; }
th, td { border-bottom: 1px solid #8886; padding: .3rem .6rem; text-align: left; }
th, td { vertical-align: top; overflow-wrap: anywhere; }
${rules('light')}
@media (prefers-color-scheme: dark) {
  ${rules('dark')}
}
`;
}

/** @param rows cells of HTML, and the class of the row */
export function htmlTable(
  head: readonly string[],
  rows: readonly { readonly kind: string; readonly cells: readonly string[] }[],
): string {
  const titles = head.map((cell) => `<th>${htmlText(cell)}</th>`).join('');
  const lines = rows.map(
    ({ kind, cells }) => `<tr class="${kind}">${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`,
  );
  return ['<table>', `<thead><tr>${titles}</tr></thead>`, '<tbody>', ...lines, '</tbody>', '</table>'].join('\n');
}

/** @param items texts */
export function htmlList(items: readonly string[]): string {
  return ['<ul>', ...items.map((item) => `<li>${htmlText(item)}</li>`), '</ul>'].join('\n');
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** A text in HTML, as content or in an attribute between double quotes. */
export function htmlText(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? '');
}
