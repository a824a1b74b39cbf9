/** How a program is run that is rehearsed. */
export interface ProgramOptions {
  /** Host names of your BlueKing that the program calls. */
  readonly hosts?: readonly string[];
  /** Where the program runs; where this process does without. */
  readonly cwd?: string;
  /** Variables of the program in place of those of this process. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** The flags that have a value. */
export function flagsOf(flags: Readonly<Record<string, string | undefined>>): string[] {
  return Object.entries(flags).flatMap(([name, value]) => (value === undefined ? [] : [`--${name}`, value]));
}
