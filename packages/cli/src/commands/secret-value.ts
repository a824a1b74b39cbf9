import { ConfigError } from '@dragoman/input';
import type { Command } from 'commander';

import type { Planned } from './call-plan.ts';

/** `secrets put` without a value: where it may come from, in the words of a command line. */
export function needValue(_command: Command, plain: Planned): Planned {
  return async (given, args) => {
    const planned = await plain(given, args);
    if (!('value' in planned.input) && !('binary' in planned.input))
      throw new ConfigError(
        'no value is given: --value-file - reads it from the standard input, --value-file <path> from a file, ' +
          '--binary-file <path> from one that is no text',
      );
    return planned;
  };
}
