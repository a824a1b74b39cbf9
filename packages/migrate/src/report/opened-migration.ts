import { checkGate } from '../plan-file/gate.ts';
import type { PlanFile } from '../plan-file/schema.ts';
import { LANGUAGES, messagesOf } from './messages/messages.ts';
import { addressText, reportOf } from './report.ts';

/** What a gateway keeps of a plan for whoever shows it. @param file how it is called @param now Unix milliseconds */
export function openedMigration(plan: PlanFile, file: string, now: number) {
  const gate = checkGate(plan, now);
  return {
    plan: {
      file,
      checksum: plan.checksum,
      made_at: plan.made_at,
      source: addressText(plan.source),
      target: addressText(plan.target),
      max_loss: plan.options.max_loss,
      passes: gate.isOpen,
      totals: plan.totals,
    },
    reports: LANGUAGES.map((language) => {
      const { headline, notes, proposals, always, basis } = reportOf(plan, gate, language);
      return {
        ...{ language, headline, notes: [...notes], proposals: [...proposals], always: [...always], basis: [...basis] },
        checklist: [...messagesOf(language).checklist],
      };
    }),
    secrets: plan.secrets.map(({ from, to, action, verdict, findings }) => ({
      ...{ name: from.name, target: to.name, action, verdict },
      findings: findings.map(({ rule, verdict: of }) => ({ rule, verdict: of })),
    })),
  };
}
