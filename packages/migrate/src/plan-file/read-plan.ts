import { ConfigError, describeMisfit, misfitOf } from '@dragoman/input';

import { RULES_DATE } from '../rules/catalogue.ts';
import { checksumOf } from './build-plan.ts';
import { StalePlanError } from './stale-plan-error.ts';
import { PLAN_FORMAT, type PlanFile, planSchema } from './schema.ts';

/**
 * A plan from the text of its file. @param file how it is called
 * @throws ConfigError in one line where it is no plan
 * @throws StalePlanError of other rules, or changed since it was made
 */
export function readPlan(text: string, file: string): PlanFile {
  const { checksum, ...plan } = planIn(text, file);
  if (checksumOf(plan) !== checksum)
    throw new StalePlanError(`${file} was changed since it was made (its checksum differs): make the plan anew`);
  if (plan.rules !== RULES_DATE)
    throw new StalePlanError(
      `${file} is of the rules of ${plan.rules}, these are of ${RULES_DATE}: make the plan anew`,
    );
  return { ...plan, checksum };
}

/** The same of a plan that somebody may have edited. @throws ConfigError in one line where it is no plan */
export function planIn(text: string, file: string): PlanFile {
  const given = parse(text, file);
  if ((given as { format?: unknown } | null)?.format !== PLAN_FORMAT)
    throw new ConfigError(`${file} is no plan: it does not say format ${PLAN_FORMAT}`);
  const misfit = misfitOf(planSchema, given);
  if (misfit !== null) throw new ConfigError(`${file}: ${describeMisfit(misfit, 'the plan')}`);
  return given as PlanFile;
}

function parse(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ConfigError(`${file} is no plan: it is no JSON`, { cause: error });
  }
}
