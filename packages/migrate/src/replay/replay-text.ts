import type { Language } from '../report/messages/messages.ts';
import { CODE_LANGUAGES } from './hints.ts';
import { noteText } from './notes.ts';
import type { ReplayLine, ReplayReport } from './replay-report.ts';
import type { RewrittenCall } from './rewritten-call.ts';

interface Texts {
  readonly title: string;
  readonly totals: (totals: ReplayReport['totals']) => string;
  readonly verdicts: Readonly<Record<ReplayLine['verdict'], string>>;
  readonly columns: readonly string[];
  readonly errors: string;
  readonly nothing: string;
  readonly hints: string;
}

const TEXTS: Readonly<Record<Language, Texts>> = {
  en: {
    title: "The application's calls at the target",
    totals: ({ calls, same, rewritten, needs_version_id: ids, none }) =>
      `${calls} calls: ${same} as they are, ${rewritten} rewritten, ${ids} need a version id, ` +
      `${none} have no equivalent`,
    verdicts: { same: 'same', rewritten: 'rewritten', none: 'none' },
    columns: ['call', 'secret', 'times', 'verdict', 'becomes', 'notes'],
    errors: 'Errors that it met, by meaning',
    nothing: 'nothing of the same meaning',
    hints: 'Code',
  },
  zh: {
    title: '应用的调用在目标处的对应',
    totals: ({ calls, same, rewritten, needs_version_id: ids, none }) =>
      `${calls} 次调用：不变 ${same}，改写 ${rewritten}，需要版本号 ${ids}，没有对应 ${none}`,
    verdicts: { same: '不变', rewritten: '改写', none: '无' },
    columns: ['调用', '凭据', '次数', '结论', '变为', '说明'],
    errors: '遇到的错误，按含义',
    nothing: '没有含义相同的错误',
    hints: '代码',
  },
};

/** The replay as Markdown. */
export function replayMarkdown(report: ReplayReport, language: Language): string {
  const texts = TEXTS[language];
  return [
    `# ${texts.title}`,
    '',
    texts.totals(report.totals),
    '',
    tableRow(texts.columns),
    `|${'---|'.repeat(texts.columns.length)}`,
    ...report.lines.map((line) => tableRow(cellsOf(line, language))),
    '',
    ...(report.errors.length === 0 ? [] : [`## ${texts.errors}`, '']),
    ...report.errors.map(({ code, meaning, becomes }) => `- ${code} (${meaning ?? '?'}) → ${becomes ?? texts.nothing}`),
    ...(report.errors.length === 0 ? [] : ['']),
    ...(report.hints.length === 0 ? [] : [`## ${texts.hints}`, '']),
    ...report.hints.flatMap(({ intent, before, after }) => [
      `### ${intent}`,
      '',
      ...CODE_LANGUAGES.flatMap((code) => [`- ${code}: \`${before?.[code] ?? '—'}\` → \`${after?.[code] ?? '—'}\``]),
      '',
    ]),
  ].join('\n');
}

/** The replay as plain text: the totals, then a line for each kind of call, and the errors. */
export function replayText(report: ReplayReport, language: Language): string {
  const texts = TEXTS[language];
  return [
    texts.totals(report.totals),
    '',
    ...report.lines.map((line) => {
      const [call = '', secret = '', times = '', verdict = '', becomes = '', notes = ''] = cellsOf(line, language);
      const told = [`${times}×`, call, secret, verdict, becomes, notes === '' ? '' : `(${notes})`];
      return told.filter((part) => part !== '').join('  ');
    }),
    ...(report.errors.length === 0 ? [] : ['', texts.errors]),
    ...report.errors.map(({ code, becomes }) => `${code} → ${becomes ?? texts.nothing}`),
    '',
  ].join('\n');
}

function cellsOf({ operation, name, count, verdict, calls, notes }: ReplayLine, language: Language): string[] {
  return [
    operation,
    name ?? '',
    String(count),
    TEXTS[language].verdicts[verdict],
    calls.map(callText).join(' + '),
    notes.map((note) => noteText(note, language)).join('; '),
  ];
}

/** `GetSecretValue SecretName=db VersionStage=ACSPrevious`. */
function callText({ operation, params }: RewrittenCall): string {
  return [operation, ...Object.entries(params).map(([name, value]) => `${name}=${value}`)].join(' ');
}

function tableRow(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replace(/[|\\*[\]]/g, String.raw`\$&`).replace(/\s+/g, ' ')).join(' | ')} |`;
}
