import type { Command } from 'commander';

import { caCommand } from './ca.ts';
import { controlCommands } from './control.ts';
import { doctorCommand } from './doctor.ts';
import { envCommand } from './env.ts';
import { execCommand } from './exec.ts';

export { endOnBrokenPipe } from '../output/broken-pipe.ts';

/** Every command but `dragoman start`. */
export function otherCommands(): Command[] {
  return [execCommand(), envCommand(), caCommand(), doctorCommand(), ...controlCommands()];
}
