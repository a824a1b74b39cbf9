export type { CanarySource } from './values/canary.ts';
export { type LeaksResult, rehearseLeaks } from './leaks/rehearse-leaks.ts';
export { leaksReport } from './leaks/report-leaks.ts';
export type { Unsearched } from './leaks/search-files.ts';
export type { ReadRequest } from './leaks/sent-request.ts';
export type { Admit, ProgramOptions, ProgramRun, RunProgram } from './program/program.ts';
export { RehearsalError } from './program/rehearsal-error.ts';
export { type OpenedSandbox, withSandbox } from './program/sandbox.ts';
export { htmlOf } from './report/html.ts';
export { junitOf } from './report/junit.ts';
export { markdownOf } from './report/markdown.ts';
export {
  isPassed,
  type Language,
  LANGUAGES,
  type RehearsalReport,
  type ReportRow,
  type Verdict,
} from './report/report.ts';
export { contractFrom, type ContractFile, FAMILIES } from './retry/contract.ts';
export { rehearseRetry } from './retry/rehearse-retry.ts';
export { retryReport } from './retry/report.ts';
export { retryJson } from './retry/result.ts';
export { rehearseRotation, type RotationResult } from './rotation/rehearse-rotation.ts';
export { rotationReport } from './rotation/report-rotation.ts';
export { ROTATION_FORMS, type RotationForm } from './rotation/timeline.ts';
