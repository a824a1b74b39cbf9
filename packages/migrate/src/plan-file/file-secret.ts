import type { Finding } from '../model/verdict.ts';
import type { PlannedSecret } from '../planner/plan-secret.ts';
import { findingsOf } from './findings.ts';
import type { PlanFile, PlanFileSecret, PlanValue } from './schema.ts';
import type { DeltaSecret } from './since.ts';

/** A secret as a plan has it. @param at which of the secrets of the plan it is, from 0 */
export function fileSecret(
  planned: PlannedSecret,
  at: number,
  { steps, there = {} }: Pick<DeltaSecret, 'steps'> & Partial<Pick<DeltaSecret, 'there'>>,
): PlanFileSecret {
  const id = `s${String(at + 1).padStart(4, '0')}`;
  const { source, name, action, verdict, findings, undetermined, edit } = planned;
  return {
    id,
    from: { name: source.name, ...(source.id === null ? {} : { id: source.id }) },
    to: { name },
    action,
    verdict,
    findings: findingsOf(findings, (finding) => configFor(finding, planned)),
    steps: steps.map((step, index) => ({ id: `${id}.${index + 1}`, ...step })),
    ...valuesOf(planned),
    ...(undetermined > 0 ? { undetermined } : {}),
    ...(source.completeness === 'whole' ? {} : { incomplete: true as const }),
    ...(Object.keys(there).length > 0 ? { there: { ...there } } : {}),
    ...editedOf(edit),
  };
}

/** The line under `keys` that a key without one lacks, ready to be filled in. */
function configFor({ rule }: Finding, { source: { key } }: PlannedSecret): string | null {
  if (key === null || !rule.endsWith('-KEY-UNMAPPED')) return null;
  return `keys: { '${key.alias === null ? (key.id ?? '') : `alias/${key.alias}`}': default }`;
}

function editedOf({ name, action }: PlannedSecret['edit']): Pick<PlanFileSecret, 'edited'> {
  const edited = [
    ...(name === undefined ? [] : ['name' as const]),
    ...(action === undefined ? [] : ['action' as const]),
  ];
  return edited.length > 0 ? { edited } : {};
}

/** What was seen of the values that move, of which a class of sizes and a shape are kept. */
function valuesOf({ target }: PlannedSecret): Pick<PlanFileSecret, 'values'> {
  const values = (target?.versions ?? []).flatMap(({ source: { id, type, value } }): PlanValue[] => {
    if (value.state !== 'read') return [];
    const { traits, fingerprint } = value;
    const { sizeClass: size, shape } = traits;
    return [{ version: id, type, size, shape, ...(fingerprint === undefined ? {} : { fp: fingerprint }) }];
  });
  return values.length > 0 ? { values } : {};
}

/** How many secrets have which verdict. */
export function totalsOf(planned: readonly Pick<PlannedSecret, 'verdict' | 'undetermined'>[]): PlanFile['totals'] {
  const totals = { kept: 0, changed: 0, lost: 0, refused: 0, undetermined: 0 };
  for (const { verdict, undetermined } of planned) {
    totals[verdict] += 1;
    totals.undetermined += undetermined;
  }
  return totals;
}
