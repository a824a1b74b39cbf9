import { NAMED_CALLS } from '@dragoman/control';
import { ConfigError } from '@dragoman/input';
import type { Command } from 'commander';

import type { Flags } from './call-input.ts';
import type { Planned } from './call-plan.ts';

/** `get --reveal`: the value in place of what is known of it. */
export function addReveal(command: Command, plain: Planned, revealing: string): Planned {
  command
    .option('--reveal', 'print the value and nothing else')
    .option('--version <id>', 'with --reveal: of this version')
    .option('--label <label>', 'with --reveal: of the version with this label');
  return async (given, args) => {
    const planned = await plain(given, args);
    const { version, label } = given as Flags & { readonly version?: string; readonly label?: string };
    if (given['reveal'] !== true) {
      if (version !== undefined || label !== undefined)
        throw new ConfigError(`--${version === undefined ? 'label' : 'version'} goes with --reveal`);
      return planned;
    }
    const [name, call] = NAMED_CALLS.find(([candidate]) => candidate === revealing) ?? [];
    if (name === undefined || call === undefined) throw new Error(`there is no call ${revealing}`);
    const which = { ...(version !== undefined && { version }), ...(label !== undefined && { label }) };
    return { name, call, input: { ...planned.input, ...which } };
  };
}
