import { renderDetails } from '../output/details.ts';
import { foldWords } from '../output/fold.ts';
import { printable } from '../output/terminal.ts';
import { warningLines } from './seeds.ts';
import type { AnswerOf, View } from './view.ts';

/** Of the longest outcome, and the gap behind it. */
const OUTCOME_WIDTH = 20;

type Checked = AnswerOf<'permissions', 'check'>;

/** What would be decided of a call, check by check. */
export const permissionsCheckView: View<Checked> = ({ allowed, checks, least, warnings }, { terminal }) => {
  const verdict = allowed ? terminal.paint(['bold', 'green'], 'allowed') : terminal.paint(['bold', 'red'], 'denied');
  const rows = checks.map(({ action, resource, outcome, decided_by: by, nearest }) => {
    const near = nearest === null ? '' : `; nearest is ${nearest}`;
    const text = `${action} on ${resource}${by === null ? '' : ` by ${by}`}${near}`;
    const lines = foldWords(text, terminal.columns - OUTCOME_WIDTH);
    return [outcome, lines, outcome === 'allowed' ? undefined : 'yellow'] as const;
  });
  const details = checks.length === 0 ? 'nothing is asked\n' : renderDetails(rows, terminal);
  const help = allowed ? '' : `the least policy that allows it:\n${policyText(least)}`;
  return `${verdict}\n${details}${help}${warningLines(warnings, terminal)}`;
};

/** The least policies of a run, each behind whose it is. */
export const permissionsMinimalView: View<AnswerOf<'permissions', 'minimal'>> = (
  { policies, unrecorded },
  { terminal },
) => {
  const parts = policies.map(({ door, identity, role, policy, requests }) => {
    const session = role === undefined ? '' : ` as ${role}`;
    const count = `${requests} ${requests === 1 ? 'request' : 'requests'}`;
    const whose = `${identity}${session} at the door ${door}, of ${count}`;
    return `${terminal.paint('dim', printable(whose))}\n${policyText(policy)}`;
  });
  const missing = unrecorded === 0 ? '' : `${foldWords(unrecordedText(unrecorded), terminal.columns).join('\n')}\n`;
  return `${parts.length === 0 ? 'no request was asked for permissions\n' : parts.join('\n')}${missing}`;
};

function unrecordedText(count: number): string {
  return `${count} requests were not asked for permissions: start with --permissions observe and make them again`;
}

/** As it can be copied. */
export function policyText(policy: unknown): string {
  const lines = JSON.stringify(policy, null, 2).split('\n');
  return lines.map((line) => `${printable(line)}\n`).join('');
}
