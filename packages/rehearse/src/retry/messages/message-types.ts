import type { Finding } from '../judge.ts';
import type { EndState } from '../observation.ts';
import type { WaitShape } from '../waits.ts';

/** What a rule of the judge is told by, in one language. */
type FindingTexts = { readonly [Rule in Finding['rule']]: (finding: Extract<Finding, { rule: Rule }>) => string };

/** Every sentence of a report about retries, in one language. */
export interface RetryMessages {
  readonly title: string;
  readonly headline: (parts: { cases: number; broken: number; seconds: number }) => string;
  readonly firstRun: (parts: { seconds: number; requests: number; operations: readonly string[] }) => string;
  readonly contract: (parts: { door: string; family: string; atLeast: number; atMost: number }) => string;
  readonly columns: Readonly<Record<'case' | 'attempts' | 'waits' | 'backoff' | 'ending' | 'exit' | 'verdict', string>>;
  readonly connections: string;
  readonly shapes: Readonly<Record<WaitShape, string>>;
  readonly endings: Readonly<Record<EndState, string>>;
  readonly passed: string;
  readonly findings: FindingTexts;
}

/** The sentence of a finding. */
export function findingText(finding: Finding, { findings }: RetryMessages): string {
  // The text of a rule takes the finding of that rule.
  return (findings[finding.rule] as (finding: Finding) => string)(finding);
}
