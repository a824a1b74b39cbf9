/** What the picture looks like, in pixels: a dark terminal in the font of whoever looks at it. */
const CHARACTER = 8.4;
const LINE = 19;
const MARGIN = 18;
const TITLE_BAR = 34;

const COLOURS: Readonly<Record<string, string>> = {
  31: '#ff7b72',
  32: '#7ee787',
  33: '#e3b341',
  34: '#79c0ff',
  35: '#d2a8ff',
  36: '#76e3ea',
};
const PLAIN = '#e6edf3';
const DIM = '#8b949e';
const BACKGROUND = '#0d1117';

const BUTTONS = ['#ff5f56', '#ffbd2e', '#27c93f'];
const FONTS = "ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace";

interface Look {
  readonly colour: string;
  readonly isBold: boolean;
  readonly isDim: boolean;
}

const NONE: Look = { colour: PLAIN, isBold: false, isDim: false };

/** A terminal with this output, as a picture. @param output with its escape sequences for colours */
export function terminalSvg(output: string, title: string): string {
  const lines = output.trimEnd().split('\n');
  // eslint-disable-next-line no-control-regex -- escape sequences begin with one
  const widest = Math.max(...lines.map((line) => Array.from(line.replace(/\u001b\[[\d;]*m/g, '')).length));
  const width = Math.ceil(widest * CHARACTER) + 2 * MARGIN;
  const height = lines.length * LINE + TITLE_BAR + MARGIN;
  let look = NONE;
  const texts = lines.map((line, at) => {
    const { spans, after } = spansOf(line, look);
    look = after;
    const y = TITLE_BAR + (at + 1) * LINE - 4;
    return spans === '' ? '' : `  <text x="${MARGIN}" y="${y}" xml:space="preserve">${spans}</text>\n`;
  });
  const buttons = BUTTONS.map((fill, at) => `<circle cx="${20 + 20 * at}" cy="17" r="6" fill="${fill}"/>`).join('');
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"`,
    `  viewBox="0 0 ${width} ${height}" role="img" aria-label="${escaped(title)}">`,
    `  <rect width="${width}" height="${height}" rx="8" fill="${BACKGROUND}"/>`,
    `  ${buttons}`,
    `  <g font-family="${FONTS}" font-size="14" fill="${PLAIN}">`,
    `${texts.join('')}  </g>`,
    '</svg>',
    '',
  ].join('\n');
}

function spansOf(line: string, before: Look): { readonly spans: string; readonly after: Look } {
  let look = before;
  let spans = '';
  // eslint-disable-next-line no-control-regex -- escape sequences begin with one
  for (const [, codes, text = ''] of line.matchAll(/(?:\u001b\[([\d;]*)m)?([^\u001b]*)/g)) {
    if (codes !== undefined) look = codes.split(';').reduce(changedBy, look);
    if (text !== '') spans += spanOf(text, look);
  }
  return { spans, after: look };
}

/** The look behind one code of an escape sequence (ECMA-48, SGR). */
function changedBy(look: Look, code: string): Look {
  const colour = COLOURS[code];
  if (colour !== undefined) return { ...look, colour };
  switch (Number(code)) {
    case 0:
      return NONE;
    case 1:
      return { ...look, isBold: true };
    case 2:
      return { ...look, isDim: true };
    case 22:
      return { ...look, isBold: false, isDim: false };
    default:
      return { ...look, colour: PLAIN };
  }
}

function spanOf(text: string, { colour, isBold, isDim }: Look): string {
  const fill = isDim ? DIM : colour;
  const attributes = `${fill === PLAIN ? '' : ` fill="${fill}"`}${isBold ? ' font-weight="bold"' : ''}`;
  return attributes === '' ? escaped(text) : `<tspan${attributes}>${escaped(text)}</tspan>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
