import { type JunitCase, junitReport } from '../junit.ts';

import type { RunReport, ReportCheck } from './report.ts';

const COMMANDS: Readonly<Record<RunReport['kind'], string>> = {
  retry: 'rehearse retry',
  rotation: 'rehearse rotation',
  leaks: 'rehearse leaks',
  conform: 'conform',
  diff: 'diff',
  receipt: 'receipt',
};

/** The report as CI servers read it: a suite for each group of checks, a case for each check. */
export function junitOf({ kind, checks }: RunReport): string {
  const groups = Map.groupBy(checks, ({ group }) => group);
  const suites = [...groups].map(([name, members]) => ({ name, cases: members.map(caseOf) }));
  return junitReport(`dragoman ${COMMANDS[kind]}`, suites);
}

function caseOf({ name, verdict, messages, seconds }: ReportCheck): JunitCase {
  return { name, seconds, outcome: outcomeOf(verdict, messages) };
}

function outcomeOf(verdict: ReportCheck['verdict'], messages: readonly string[]): JunitCase['outcome'] {
  const [message = ''] = messages;
  if (verdict === 'passed') return { kind: 'passed' };
  if (verdict === 'skipped') return { kind: 'skipped', message };
  return { kind: 'failed', type: verdict, message, text: messages.join('\n') };
}
