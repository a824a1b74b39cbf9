/** One test. */
export interface JunitCase {
  readonly name: string;
  /** How long it took; absent where nothing was run. */
  readonly seconds?: number;
  readonly outcome:
    | { readonly kind: 'passed' }
    | { readonly kind: 'skipped'; readonly message: string }
    /** @param type what kind of failure it is, in a word @param text all that is to be told of it */
    | { readonly kind: 'failed'; readonly type: string; readonly message: string; readonly text: string };
}

/** Tests that belong together, under a name that is the class of each. */
export interface JunitSuite {
  readonly name: string;
  /** When it was made, in ISO 8601. */
  readonly madeAt?: string;
  readonly cases: readonly JunitCase[];
}

/**
 * A report of tests as continuous integration reads it: the form of Ant's JUnit task, which Jenkins, GitLab and
 * GitHub's actions take.
 */
export function junitReport(name: string, suites: readonly JunitSuite[]): string {
  const all = suites.flatMap(({ cases }) => cases);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="${escaped(name)}" ${countsOf(all)}>`,
    ...suites.flatMap((suite) => [
      `<testsuite name="${escaped(suite.name)}" ${countsOf(suite.cases)}${timestampOf(suite)}>`,
      ...suite.cases.map((one) => caseOf(suite.name, one)),
      '</testsuite>',
    ]),
    '</testsuites>',
    '',
  ].join('\n');
}

function countsOf(cases: readonly JunitCase[]): string {
  const count = (kind: JunitCase['outcome']['kind']): number =>
    cases.filter(({ outcome }) => outcome.kind === kind).length;
  const seconds = cases.reduce((sum, { seconds: one = 0 }) => sum + one, 0);
  const counted = `tests="${cases.length}" failures="${count('failed')}" errors="0" skipped="${count('skipped')}"`;
  return `${counted} time="${seconds.toFixed(3)}"`;
}

/** To the second, without a zone, as the schema of the form has it. */
function timestampOf({ madeAt }: JunitSuite): string {
  return madeAt === undefined ? '' : ` timestamp="${madeAt.slice(0, 'YYYY-MM-DDTHH:mm:ss'.length)}"`;
}

function caseOf(suite: string, { name, seconds = 0, outcome }: JunitCase): string {
  const open = `<testcase classname="${escaped(suite)}" name="${escaped(name)}" time="${seconds.toFixed(3)}"`;
  switch (outcome.kind) {
    case 'passed':
      return `${open}/>`;
    case 'skipped':
      return `${open}><skipped message="${escaped(outcome.message)}"/></testcase>`;
    case 'failed': {
      const failure = `<failure type="${escaped(outcome.type)}" message="${escaped(outcome.message)}">`;
      return `${open}>${failure}${escaped(outcome.text)}</failure></testcase>`;
    }
  }
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
