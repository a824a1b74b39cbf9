export { htmlList, htmlPage, htmlTable, htmlText } from './html.ts';
export { type JunitCase, type JunitSuite, junitReport } from './junit.ts';
export { htmlOf } from './run/html.ts';
export { junitOf } from './run/junit.ts';
export { markdownOf } from './run/markdown.ts';
export {
  isPassed,
  type Language,
  LANGUAGES,
  type ReportCheck,
  type ReportRow,
  type ReportTable,
  type RunReport,
  type Verdict,
} from './run/report.ts';
