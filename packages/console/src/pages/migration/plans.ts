import { ControlError } from '@dragoman/control/client';

import { api, gateway } from '../../api/client.ts';
import { VERDICTS, verdictOf } from '../../parts/verdicts.ts';
import type { Report } from './rule-list.tsx';

type Language = 'en' | 'zh';

/** How many findings one call answers. */
const PAGE = 1_000;

/** What a plan file says. @throws ControlError where it is none */
export function readPlan(plan: string, language: Language): Promise<Report> {
  return gateway.migration.read({ plan, language });
}

/** What the plan says that `dragoman migrate report --open` opened; `null` where none is open. */
export async function openedPlan(language: Language): Promise<Report | null> {
  const { migration } = api.peek();
  try {
    const report = await migration.report({ lang: language });
    return {
      headline: report.headline,
      secrets: await secretsOf(),
      rules: report.proposals,
      always: report.always,
      notes: report.notes,
    };
  } catch (error) {
    if (error instanceof ControlError && error.status === 404) return null;
    throw error;
  }
}

/** Those that meet a rule, each with its worst verdict; one that meets none is kept, and listed nowhere. */
async function secretsOf(): Promise<Report['secrets']> {
  const { migration } = api.peek();
  const rows = new Map<string, Report['secrets'][number]>();
  for (let after = 0, more = true; more;) {
    const page = await migration.findings({ after, limit: PAGE });
    for (const { secret, target, rule, verdict } of page.findings) {
      const row = rows.get(secret) ?? { name: secret, target, action: '', verdict: 'kept', rules: [] };
      rows.set(secret, { ...row, verdict: worse(row.verdict, verdict), rules: [...row.rules, rule] });
    }
    ({ last: after, more } = page);
  }
  return [...rows.values()];
}

function worse(one: string, other: string): string {
  return VERDICTS.indexOf(verdictOf(one)) < VERDICTS.indexOf(verdictOf(other)) ? other : one;
}
