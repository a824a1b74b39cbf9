import { renderDetails } from '../output/details.ts';
import { printable } from '../output/terminal.ts';
import type { AnswerOf, View } from './view.ts';

type Checked = AnswerOf<'permissions', 'check'>;

/** What would be decided of a call, check by check. */
export const permissionsCheckView: View<Checked> = ({ allowed, checks, least }, { terminal }) => {
  const verdict = allowed ? terminal.paint(['bold', 'green'], 'allowed') : terminal.paint(['bold', 'red'], 'denied');
  const rows = checks.map(({ action, resource, outcome, decided_by: by }) => {
    const text = `${action} on ${resource}${by === null ? '' : ` by ${by}`}`;
    return [outcome, text, outcome === 'allowed' ? undefined : 'yellow'] as const;
  });
  const details = checks.length === 0 ? 'nothing is asked\n' : renderDetails(rows, terminal);
  return `${verdict}\n${details}${allowed ? '' : `the least policy that allows it:\n${policyText(least)}`}`;
};

/** The least policies of a run, each behind whose it is. */
export const permissionsMinimalView: View<AnswerOf<'permissions', 'minimal'>> = (
  { policies, unrecorded },
  { terminal },
) => {
  const parts = policies.map(({ door, identity, policy, requests }) => {
    const whose = `${identity} at the door ${door}, of ${requests} ${requests === 1 ? 'request' : 'requests'}`;
    return `${terminal.paint('dim', printable(whose))}\n${policyText(policy)}`;
  });
  const missing =
    unrecorded === 0
      ? ''
      : `${unrecorded} requests were not asked for permissions: start with --permissions observe and make them again\n`;
  return `${parts.length === 0 ? 'no request was asked for permissions\n' : parts.join('\n')}${missing}`;
};

/** As it can be copied. */
export function policyText(policy: unknown): string {
  const lines = JSON.stringify(policy, null, 2).split('\n');
  return lines.map((line) => `${printable(line)}\n`).join('');
}
