import type { Command } from 'commander';

import { caCommand } from './ca.ts';
import { conformCommand } from './conform/conform.ts';
import { diffCommand } from './conform/diff.ts';
import { recordCommand } from './conform/record.ts';
import { completeCommand, completionCommand } from './completion.ts';
import { controlCommands } from './control.ts';
import { doctorCommand } from './doctor.ts';
import { envCommand } from './env.ts';
import { execCommand } from './exec.ts';
import { initCommand } from './init.ts';
import { migrateCommand } from './migrate/index.ts';
import { installCommand } from './install.ts';
import { receiptCommand } from './receipt.ts';
import { rehearseCommands } from './rehearse/index.ts';
import { stateFileCommands } from './state-files.ts';

export { withDefaultVerb } from './default-verbs.ts';
export { endOnBrokenPipe } from '../output/broken-pipe.ts';

/** The commands as `dragoman --help` groups them. */
const GROUPS: Readonly<Record<string, readonly string[]>> = {
  'What happened:': ['journal', 'explain', 'verify', 'permissions', 'proxy', 'metrics'],
  'What is stored:': ['secrets', 'credentials', 'vaults', 'seeds', 'snapshots', 'baseline', 'reset', 'state'],
  'Time, faults, isolation:': ['clock', 'faults', 'sandboxes', 'identities'],
};

/** Every command but `dragoman start`. */
export function otherCommands(): Command[] {
  const running = [initCommand(), execCommand(), envCommand(), doctorCommand(), caCommand()];
  const own = [...running, completionCommand(), installCommand()];
  for (const command of own) command.helpGroup('Running:');
  const calls = controlCommands();
  const state = calls.find((command) => command.name() === 'state');
  for (const command of stateFileCommands()) state?.addCommand(command);
  for (const command of calls) command.helpGroup(headingOf(command.name()));
  const migrate = migrateCommand().helpGroup('Moving to another cloud:');
  const rehearse = rehearseCommands().helpGroup('Rehearsals:');
  const evidence = [recordCommand(), conformCommand(), diffCommand(), receiptCommand()];
  for (const command of evidence) command.helpGroup('The real service as witness:');
  return [...own, ...calls.toSorted(byHeading), migrate, rehearse, ...evidence, completeCommand()];
}

function headingOf(name: string): string {
  return Object.keys(GROUPS).find((heading) => GROUPS[heading]?.includes(name)) ?? 'The gateway:';
}

/** In the order of the table above; within a heading as they were. */
function byHeading(left: Command, right: Command): number {
  const order = Object.values(GROUPS).flat();
  const placeIn = (command: Command): number => {
    const at = order.indexOf(command.name());
    return at === -1 ? order.length : at;
  };
  return placeIn(left) - placeIn(right);
}
