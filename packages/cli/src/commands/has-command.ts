/** `dragoman migrate` and `dragoman receipt` are commands of their own for what these groups show. */
const WITHOUT_COMMANDS: ReadonlySet<string> = new Set(['migration', 'receipt']);

/** Whether a control call is a command too. @param name of the call, `clock.get` */
export function hasCommand(name: string): boolean {
  return !WITHOUT_COMMANDS.has(name.split('.')[0] ?? '');
}
