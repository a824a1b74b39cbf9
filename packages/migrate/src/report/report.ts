import { ALWAYS, ruleNamed } from '../rules/catalogue.ts';
import { directionBetween } from '../model/direction.ts';
import { type Verdict, VERDICTS } from '../model/verdict.ts';
import type { GateResult } from '../plan-file/gate.ts';
import type { PlanFile } from '../plan-file/schema.ts';

/** One secret as a report lists it. */
export interface ReportRow {
  readonly name: string;
  readonly target: string;
  readonly action: string;
  readonly verdict: Verdict;
  /** Aspects of its findings, `NAME-CHARSET`. */
  readonly rules: readonly string[];
}

/** What can be done, and for how many secrets it would settle a finding. */
export interface Proposal {
  readonly rule: string;
  readonly verdict: Verdict;
  readonly secrets: number;
  readonly why: string;
  readonly propose: string;
  readonly page: string;
}

/** A plan as people and programs read it. */
export interface Report {
  /** `50 secrets aliyun:… → huawei:…: 41 kept, 7 changed, 1 lost, 1 refused · gate changed: broken`. */
  readonly headline: string;
  readonly rows: readonly ReportRow[];
  /** The worst first, then those of the most secrets. */
  readonly proposals: readonly Proposal[];
  /** What holds for every secret of the direction. */
  readonly always: readonly { readonly rule: string; readonly why: string; readonly propose: string }[];
  /** Further sentences: values that were not read, versions that the source does not tell. */
  readonly notes: readonly string[];
}

/** What a plan says, with what the gate says of it. */
export function reportOf(plan: PlanFile, gate: GateResult): Report {
  const direction = directionBetween(plan.source.dialect, plan.target.dialect) ?? 'K1-K3';
  const prefix = `${direction}-`;
  return {
    headline: headlineOf(plan, gate),
    rows: plan.secrets.map(({ from, to, action, verdict, findings }) => ({
      name: from.name,
      target: to.name,
      action,
      verdict,
      rules: findings.map(({ rule }) => rule.slice(prefix.length)),
    })),
    proposals: proposalsOf(plan),
    always: ALWAYS[direction].map((aspect) => {
      const { id, why, propose } = ruleNamed(prefix + aspect);
      return { rule: id, why, propose };
    }),
    notes: notesOf(plan, gate),
  };
}

function headlineOf({ source, target, secrets, totals, options }: PlanFile, { isOpen }: GateResult): string {
  const counts = VERDICTS.map((verdict) => `${totals[verdict]} ${verdict}`).join(', ');
  const gate = `gate ${options.max_loss}: ${isOpen ? 'passed' : 'broken'}`;
  return `${secrets.length} secrets ${addressText(source)} → ${addressText(target)}: ${counts} · ${gate}`;
}

function addressText({ dialect, address }: { readonly dialect: string; readonly address: string }): string {
  return address === '' ? dialect : `${dialect}:${address}`;
}

function proposalsOf({ secrets }: PlanFile): Proposal[] {
  const byRule = Map.groupBy(
    secrets.flatMap(({ findings }) => findings),
    ({ rule }) => rule,
  );
  return [...byRule.values()]
    .flatMap((findings): Proposal[] => {
      const worst = findings.toSorted((left, right) => rank(right.verdict) - rank(left.verdict))[0];
      if (worst === undefined) return [];
      const { rule, verdict, why, propose, page } = worst;
      return [{ rule, verdict, secrets: findings.length, why, propose, page }];
    })
    .toSorted((left, right) => rank(right.verdict) - rank(left.verdict) || right.secrets - left.secrets);
}

function rank(verdict: Verdict): number {
  return VERDICTS.indexOf(verdict);
}

function notesOf({ secrets, totals, estimate, source }: PlanFile, { waived, unread }: GateResult): string[] {
  const incomplete = secrets.filter((secret) => secret.incomplete === true).length;
  return [
    `about ${estimate.calls} calls, ${estimate.seconds} s at the pace that the target allows`,
    ...(totals.undetermined > 0
      ? [`${totals.undetermined} values were not read: the VALUE rules are undetermined for them (--with-values)`]
      : []),
    ...(unread > 0 ? ['the gate requires that values are read'] : []),
    ...(incomplete > 0
      ? [`${incomplete} secrets: versions and labels are unknown in this source of ${source.dialect}`]
      : []),
    ...(waived.length > 0 ? [`${waived.length} findings are waived`] : []),
  ];
}
