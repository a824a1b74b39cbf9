/** The languages of reports. */
export const LANGUAGES = ['en', 'zh'] as const;
export type Language = (typeof LANGUAGES)[number];

/** What came of one expectation, or of several together; `skipped` where it was not put to the test. */
export type Verdict = 'passed' | 'broken' | 'skipped';

/** Rows for people. */
export interface ReportTable {
  readonly title: string;
  /** What its rows are, in one sentence that ends in a colon; absent where the title says it. */
  readonly lead?: string;
  readonly columns: readonly string[];
  readonly rows: readonly ReportRow[];
}

export interface ReportRow {
  /** One for each column. */
  readonly cells: readonly string[];
  /** Colours the row. */
  readonly verdict: Verdict;
}

/** What CI servers count: one expectation, or one case. */
export interface ReportCheck {
  readonly group: string;
  readonly name: string;
  readonly verdict: Verdict;
  /** What was expected and what came instead, a line each; why, where it was skipped. */
  readonly messages: readonly string[];
  readonly seconds: number;
}

/**
 * A run as people and CI servers read it, in one language. Every writer (table, HTML, Markdown, JUnit) takes it,
 * whatever was run; JSON is the run's own result, in no language. It holds no secret value.
 */
export interface RunReport {
  readonly kind: 'retry' | 'rotation' | 'leaks' | 'conform' | 'diff' | 'receipt';
  readonly language: Language;
  readonly title: string;
  /** What came of it, in one sentence. */
  readonly headline: string;
  /** Further sentences: what was run, and by what it was judged. */
  readonly notes: readonly string[];
  readonly tables: readonly ReportTable[];
  /** Sentences behind the tables: what is left to say, and what one may do next. */
  readonly closing?: readonly string[];
  readonly checks: readonly ReportCheck[];
}

/** Whether no expectation is broken: the exit code 0. */
export function isPassed({ checks }: Pick<RunReport, 'checks'>): boolean {
  return checks.every(({ verdict }) => verdict !== 'broken');
}
