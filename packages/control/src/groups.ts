/** What each group of control calls is about. */
export const GROUPS: Readonly<Record<string, string>> = {
  clock: 'show and set the clock',
  faults: 'inject faults',
  migration: 'show the plan of a migration that is open',
  permissions: 'say who may do what, and write the least policy of a run',
  proxy: 'show the hosts that were requested through the proxy',
  hosts: "show and add host names beside the clouds' that the gateway answers",
  journal: 'show the requests that were answered',
  state: 'export and import the state',
  baseline: 'set the state that a reset goes back to',
  snapshots: 'save and load the state by name',
  sandboxes: 'create isolated environments for parallel tests',
  secrets: 'show and change the secrets of all vaults',
  credentials: 'show and change secrets as credentials',
  seeds: 'create identities, vaults, keys and secrets in one call',
  tls: 'show the CA certificate',
  vaults: 'show and bind the tenant addresses that share data',
};
