import type { Finding } from '../model/verdict.ts';
import { compareText } from '../names/distinct-names.ts';
import { ruleNamed } from '../rules/catalogue.ts';
import type { PlanFinding } from './schema.ts';

/** Findings with what their rules say, by rule. @param configFor the line of a configuration that settles one */
export function findingsOf(
  findings: readonly Finding[],
  configFor: (finding: Finding) => string | null = () => null,
): PlanFinding[] {
  return findings
    .toSorted((left, right) => compareText(left.rule, right.rule))
    .map((finding) => {
      const { why, propose, pages } = ruleNamed(finding.rule);
      const config = configFor(finding);
      return { ...finding, why, propose, page: pages[0] ?? '', ...(config === null ? {} : { config }) };
    });
}
