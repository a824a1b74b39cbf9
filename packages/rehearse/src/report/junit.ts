import type { RehearsalReport, ReportCheck } from './report.ts';

/** The report as CI servers read it: a suite for each group of checks, a case for each check. */
export function junitOf({ kind, checks }: RehearsalReport): string {
  const groups = Map.groupBy(checks, ({ group }) => group);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="dragoman rehearse ${kind}" ${countsOf(checks)}>`,
    ...[...groups].flatMap(([group, members]) => [
      `<testsuite name="${escaped(group)}" ${countsOf(members)}>`,
      ...members.map(caseOf),
      '</testsuite>',
    ]),
    '</testsuites>',
    '',
  ].join('\n');
}

function countsOf(checks: readonly ReportCheck[]): string {
  const count = (wanted: ReportCheck['verdict']): number => checks.filter(({ verdict }) => verdict === wanted).length;
  const seconds = checks.reduce((sum, check) => sum + check.seconds, 0).toFixed(3);
  const [failures, skipped] = [count('broken'), count('skipped')];
  return `tests="${checks.length}" failures="${failures}" errors="0" skipped="${skipped}" time="${seconds}"`;
}

function caseOf({ group, name, verdict, messages, seconds }: ReportCheck): string {
  const open = `<testcase classname="${escaped(group)}" name="${escaped(name)}" time="${seconds.toFixed(3)}"`;
  const [first = ''] = messages;
  if (verdict === 'skipped') return `${open}><skipped message="${escaped(first)}"/></testcase>`;
  if (verdict === 'passed') return `${open}/>`;
  const failure = `<failure type="broken" message="${escaped(first)}">${escaped(messages.join('\n'))}</failure>`;
  return `${open}>${failure}</testcase>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#10;',
  '\r': '&#13;',
  '\t': '&#9;',
};

/** What XML cannot hold at all becomes U+FFFD. */
function escaped(text: string): string {
  return text
    .replace(/[&<>"\n\r\t]/g, (character) => ENTITIES[character] ?? '')
    .replace(/[^\P{Cc}\t\n\r\u007F-\u009F]|[\uFFFE\uFFFF]/gu, '\u{FFFD}')
    .toWellFormed();
}
