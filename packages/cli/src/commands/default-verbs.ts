/** What a group of commands does that is given no verb: `dragoman vaults` lists them. */
const DEFAULT_VERBS: Readonly<Record<string, string>> = {
  clock: 'get',
  credentials: 'list',
  faults: 'list',
  journal: 'list',
  proxy: 'list',
  sandboxes: 'list',
  secrets: 'list',
  snapshots: 'list',
  vaults: 'list',
};

/** The arguments of a process with the verb that is left out; help of the group stays help. */
export function withDefaultVerb(argv: readonly string[]): string[] {
  const [node = '', script = '', group = '', next] = argv;
  const verb = DEFAULT_VERBS[group];
  const isGiven = next !== undefined && (!next.startsWith('-') || next === '-h' || next === '--help');
  return verb === undefined || isGiven ? [...argv] : [node, script, group, verb, ...argv.slice(3)];
}
