import { ConfigError, ControlError, readDocument } from '@dragoman/input';
import { verbatim } from '@dragoman/messages';
import type { Command } from 'commander';

import type { Planned } from './call-plan.ts';

/** `seeds apply <file>`: the document of a file in place of its parts by flags. */
export function addSeedFile(command: Command, plain: Planned): Planned {
  command.argument('[file]', 'a YAML or JSON file with the document; - is the standard input');
  return async (given, args) => {
    const planned = await plain(given, []);
    const [file] = args;
    if (file === undefined) {
      if (Object.keys(planned.input).length === 0)
        throw new ConfigError('there is nothing to apply: give a file, - for the standard input, or flags');
      return planned;
    }
    if (Object.keys(planned.input).length > 0)
      throw new ConfigError('a file goes with no flags: give one or the other');
    const { value, lineOf } = await readDocument('file', file === '-' ? '/dev/stdin' : file);
    const input = value as Record<string, unknown>;
    const unknown = Object.keys(Object(value) as object).find((key) => !(key in planned.call.body.properties));
    if (unknown !== undefined || typeof value !== 'object' || value === null || Array.isArray(value)) {
      const known = Object.keys(planned.call.body.properties).join(', ');
      throw new ConfigError(`${file}:${lineOf(unknown === undefined ? [] : [unknown])}: give a map with ${known}`);
    }
    return { ...planned, input, onRejected: (error) => located(error, file, lineOf) };
  };
}

/** The same rejection, told by its line. */
function located(error: unknown, file: string, lineOf: (path: readonly (string | number)[]) => number): unknown {
  if (!(error instanceof ControlError)) return error;
  const { field } = error.details;
  if (typeof field !== 'string') return error;
  const path = field.split('.').map((part) => (/^\d+$/.test(part) ? Number(part) : part));
  return new ControlError(
    error.status,
    error.code,
    verbatim(`${file}:${lineOf(path)}: ${error.message}`),
    error.details,
  );
}
