import { directionBetween } from '../model/direction.ts';
import { type Verdict, VERDICTS } from '../model/verdict.ts';
import type { GateResult } from '../plan-file/gate.ts';
import type { PlanFile, PlanFileSecret } from '../plan-file/schema.ts';
import { ALWAYS, ruleNamed } from '../rules/catalogue.ts';
import type { Messages } from './messages/message-types.ts';
import { type Language, messagesOf } from './messages/messages.ts';

/** One secret as a report lists it. */
export interface ReportRow {
  readonly name: string;
  readonly target: string;
  readonly action: PlanFileSecret['action'];
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
  readonly language: Language;
  /** `50 secrets aliyun:… → huawei:…: 41 kept, 7 changed, 1 lost, 1 refused · gate changed: broken`. */
  readonly headline: string;
  readonly rows: readonly ReportRow[];
  /** The worst first, then those of the most secrets. */
  readonly proposals: readonly Proposal[];
  /** What holds for every secret of the direction. */
  readonly always: readonly { readonly rule: string; readonly why: string; readonly propose: string }[];
  /** Further sentences: values that were not read, versions that the source does not tell. */
  readonly notes: readonly string[];
  /** When and by which rules and limits the plan was made. */
  readonly basis: readonly string[];
}

/** What a plan says, with what the gate says of it. */
export function reportOf(plan: PlanFile, gate: GateResult, language: Language = 'en'): Report {
  const messages = messagesOf(language);
  const direction = directionOf(plan);
  const prefix = `${direction}-`;
  const textOf = (rule: string, own: { readonly why: string; readonly propose: string }) => {
    const { why, propose } = messages.ruleText(rule.slice(prefix.length), direction) ?? own;
    return { why, propose };
  };
  return {
    language,
    headline: headlineOf(plan, gate, messages),
    rows: plan.secrets.map(({ from, to, action, verdict, findings }) => ({
      name: from.name,
      target: to.name,
      action,
      verdict,
      rules: findings.map(({ rule }) => rule.slice(prefix.length)),
    })),
    proposals: proposalsOf(plan).map(({ config, ...proposal }) => {
      const { why, propose } = textOf(proposal.rule, proposal);
      return { ...proposal, why, propose: config === undefined ? propose : `${propose}: ${config}` };
    }),
    always: ALWAYS[direction].map((aspect) => {
      const rule = ruleNamed(prefix + aspect);
      return { rule: rule.id, ...textOf(rule.id, rule) };
    }),
    notes: notesOf(plan, gate, messages),
    basis: basisOf(plan, messages),
  };
}

/** From where to where a plan moves, as ids of rules begin. */
export function directionOf({ source, target }: Pick<PlanFile, 'source' | 'target'>): keyof typeof ALWAYS {
  return directionBetween(source.dialect, target.dialect) ?? 'K1-K3';
}

/** `huawei:d7a6…`, or the service alone where the address is not known. */
export function addressText({ dialect, address }: { readonly dialect: string; readonly address: string }): string {
  return address === '' ? dialect : `${dialect}:${address}`;
}

function headlineOf(plan: PlanFile, { isOpen }: GateResult, { headline }: Messages): string {
  const { source, target, secrets, totals, options } = plan;
  return headline({
    count: secrets.length,
    source: addressText(source),
    target: addressText(target),
    totals,
    maxLoss: options.max_loss,
    isOpen,
  });
}

/** One for each rule, and for each line of the configuration that would settle it. */
function proposalsOf({ secrets }: PlanFile): (Proposal & { readonly config?: string })[] {
  const byRule = Map.groupBy(
    secrets.flatMap(({ findings }) => findings),
    ({ rule, config = '' }) => JSON.stringify([rule, config]),
  );
  return [...byRule.values()]
    .flatMap((findings): (Proposal & { readonly config?: string })[] => {
      const worst = findings.toSorted((left, right) => rank(right.verdict) - rank(left.verdict))[0];
      if (worst === undefined) return [];
      const { rule, verdict, why, propose, page, config } = worst;
      const proposal = { rule, verdict, secrets: findings.length, why, propose, page };
      return [config === undefined ? proposal : { ...proposal, config }];
    })
    .toSorted((left, right) => rank(right.verdict) - rank(left.verdict) || right.secrets - left.secrets);
}

function rank(verdict: Verdict): number {
  return VERDICTS.indexOf(verdict);
}

function notesOf(plan: PlanFile, { waived, unread }: GateResult, { notes }: Messages): string[] {
  const { secrets, totals, estimate, source } = plan;
  const incomplete = secrets.filter((secret) => secret.incomplete === true).length;
  return [
    notes.estimate(estimate.calls, estimate.seconds),
    ...(totals.undetermined > 0 ? [notes.unread(totals.undetermined)] : []),
    ...(unread > 0 ? [notes.valuesRequired] : []),
    ...(incomplete > 0 ? [notes.incomplete(incomplete, source.dialect)] : []),
    ...(waived.length > 0 ? [notes.waived(waived.length)] : []),
  ];
}

function basisOf({ made_at: madeAt, rules, target, checksum }: PlanFile, { basis }: Messages): string[] {
  const limits = Object.entries(target.profile).map(([name, limit]) => `${target.dialect}.${name}=${limit}`);
  return [
    basis.madeAt(madeAt),
    basis.rules(rules),
    basis.limits(limits.toSorted().join(', ')),
    basis.checksum(checksum),
  ];
}
