import type { Breach, GateResult } from '../plan-file/gate.ts';
import type { PlanFile, PlanFileSecret } from '../plan-file/schema.ts';
import { directionOf } from './report.ts';

/**
 * The plan as a report of tests, in the form that CI servers read: a suite of its direction, a case for each secret,
 * which fails where a finding is worse than the gate allows, and is skipped where waivers accept all of those.
 */
export function junitOf(plan: PlanFile, { breaches, waived }: GateResult): string {
  const direction = directionOf(plan);
  const [failing, skipped] = [bySecret(breaches), bySecret(waived)];
  const failures = plan.secrets.filter(({ from }) => failing.has(from.name)).length;
  const skips = plan.secrets.filter(({ from }) => !failing.has(from.name) && skipped.has(from.name)).length;
  const counts = `tests="${plan.secrets.length}" failures="${failures}" errors="0" skipped="${skips}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="dragoman migrate" ${counts}>`,
    `<testsuite name="${direction}" ${counts} timestamp="${plan.made_at.slice(0, 19)}">`,
    ...plan.secrets.map((secret) =>
      caseOf(secret, direction, failing.get(secret.from.name) ?? [], skipped.get(secret.from.name) ?? []),
    ),
    '</testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

function bySecret(breaches: readonly Breach[]): Map<string, readonly Breach[]> {
  return Map.groupBy(breaches, ({ secret }) => secret);
}

function caseOf(
  { from, verdict, findings }: PlanFileSecret,
  direction: string,
  failing: readonly Breach[],
  waived: readonly Breach[],
): string {
  const open = `<testcase classname="${direction}" name="${escaped(from.name)}" time="0"`;
  if (failing.length > 0) {
    const rules = [...new Set(failing.map(({ rule }) => rule))];
    const told = findings
      .filter(({ rule }) => rules.includes(rule))
      .map(({ rule, why, propose }) => `${rule}: ${why}; ${propose}`);
    const failure = `<failure type="${verdict}" message="${escaped(rules.join(', '))}">`;
    return `${open}>${failure}${escaped(told.join('\n'))}</failure></testcase>`;
  }
  if (waived.length === 0) return `${open}/>`;
  return `${open}><skipped message="${escaped(waived.map(({ rule }) => rule).join(', '))}"/></testcase>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#10;',
  '\r': '&#13;',
  '\t': '&#9;',
};

/** What XML cannot hold at all becomes U+FFFD. */
function escaped(text: string): string {
  return text
    .replace(/[&<>"\n\r\t]/g, (character) => ENTITIES[character] ?? '')
    .replace(/[^\P{Cc}\t\n\r\u007F-\u009F]|[\uFFFE\uFFFF]/gu, '\u{FFFD}')
    .toWellFormed();
}
