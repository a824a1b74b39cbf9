import type { Command, Option } from 'commander';

import type { Candidate } from './candidate.ts';

/** Finds names that the gateway has, by the group of the command and the argument or flag that they stand for. */
export type FindNames = (group: string | undefined, what: string) => Promise<Candidate[]>;

/** What may stand in the place of the last word, which is as far as it was typed. */
export async function candidatesFor(
  root: Command,
  args: readonly string[],
  findNames: FindNames,
): Promise<Candidate[]> {
  const typed = args.at(-1) ?? '';
  const { command, path, option, argumentsBefore } = walk(root, args.slice(0, -1));
  const all =
    option !== null
      ? await valuesOf(option, path, findNames)
      : typed.startsWith('-')
        ? optionsOf(command)
        : [...commandsOf(command), ...(await argumentValues({ command, path, argumentsBefore }, findNames))];
  return all.filter(({ text }) => text.startsWith(typed));
}

interface Position {
  readonly command: Command;
  /** The names of the commands down to it. */
  readonly path: readonly string[];
  /** The option whose value comes next. */
  readonly option: Option | null;
  /** How many arguments stand before. */
  readonly argumentsBefore: number;
}

/** Where a command line has come to. */
function walk(root: Command, args: readonly string[]): Position {
  let command = root;
  const path: string[] = [];
  let option: Option | null = null;
  let argumentsBefore = 0;
  for (const arg of args) {
    if (option !== null) {
      option = null;
      continue;
    }
    if (arg.startsWith('-')) {
      const named = command.options.find(({ long, short }) => arg === long || arg === short);
      option = named?.required === true ? named : null;
      continue;
    }
    const below = argumentsBefore === 0 ? command.commands.find((one) => one.name() === arg) : undefined;
    if (below === undefined) argumentsBefore += 1;
    else {
      command = below;
      path.push(arg);
    }
  }
  return { command, path, option, argumentsBefore };
}

function commandsOf(command: Command): Candidate[] {
  return command
    .createHelp()
    .visibleCommands(command)
    .map((one) => ({ text: one.name(), meaning: brief(one.description()) }));
}

function optionsOf(command: Command): Candidate[] {
  return command
    .createHelp()
    .visibleOptions(command)
    .flatMap(({ long, description }) =>
      typeof long === 'string' ? [{ text: long, meaning: brief(description) }] : [],
    );
}

async function valuesOf(
  { argChoices, long }: Option,
  path: readonly string[],
  findNames: FindNames,
): Promise<Candidate[]> {
  if (argChoices !== undefined) return argChoices.map((text) => ({ text, meaning: '' }));
  return findNames(path[0], long ?? '');
}

async function argumentValues(
  { command, path, argumentsBefore }: Omit<Position, 'option'>,
  findNames: FindNames,
): Promise<Candidate[]> {
  const argument = command.registeredArguments[argumentsBefore];
  if (argument === undefined) return [];
  if (argument.argChoices !== undefined) return argument.argChoices.map((text) => ({ text, meaning: '' }));
  return findNames(path[0], `<${argument.name()}>`);
}

/** The first clause of a description, in one line. */
function brief(text: string): string {
  const [first = ''] = text.split(/[;:\n]/);
  return first;
}
