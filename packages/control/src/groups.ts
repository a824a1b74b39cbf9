/** What each group of control calls is about. */
export const GROUPS: Readonly<Record<string, string>> = {
  clock: 'tell and set the time that everything goes by',
  faults: 'break things on purpose',
  proxy: 'look at the hosts that were asked for through the proxy',
  journal: 'look at the requests that were answered',
  state: 'carry what is stored',
  baseline: 'say what a reset goes back to',
  snapshots: 'keep states by name',
  sandboxes: 'make worlds of their own for parallel suites',
  seeds: 'make identities, vaults, keys and secrets in one go',
  tls: 'see what https clients are to trust',
  vaults: 'see and bind the addresses that share data',
};
