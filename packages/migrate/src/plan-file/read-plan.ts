import { ConfigError, describeMisfit, misfitOf } from '@dragoman/input';
import type { Message } from '@dragoman/messages';

import { RULES_DATE } from '../rules/catalogue.ts';
import { checksumOf } from './build-plan.ts';
import { PLAN_MESSAGES } from './messages.ts';
import { StalePlanError } from './stale-plan-error.ts';
import { PLAN_FORMAT, type PlanFile, planSchema } from './schema.ts';

/**
 * A plan from the text of its file. @param file how it is called
 * @throws ConfigError in one line where it is no plan
 * @throws StalePlanError of other rules, or changed since it was made
 */
export function readPlan(text: string, file: string | Message): PlanFile {
  const { checksum, ...plan } = planIn(text, file);
  if (checksumOf(plan) !== checksum) throw new StalePlanError(PLAN_MESSAGES.changed({ file }));
  if (plan.rules !== RULES_DATE)
    throw new StalePlanError(PLAN_MESSAGES.otherRules({ file, rules: plan.rules, date: RULES_DATE }));
  return { ...plan, checksum };
}

/** The same of a plan that somebody may have edited. @throws ConfigError in one line where it is no plan */
export function planIn(text: string, file: string | Message): PlanFile {
  const given = parse(text, file);
  if ((given as { format?: unknown } | null)?.format !== PLAN_FORMAT)
    throw new ConfigError(PLAN_MESSAGES.noFormat({ file, format: PLAN_FORMAT }));
  const misfit = misfitOf(planSchema, given);
  if (misfit !== null)
    throw new ConfigError(PLAN_MESSAGES.misfit({ file, misfit: describeMisfit(misfit, PLAN_MESSAGES.thePlan) }));
  return given as PlanFile;
}

function parse(text: string, file: string | Message): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ConfigError(PLAN_MESSAGES.noJson({ file }), { cause: error });
  }
}
