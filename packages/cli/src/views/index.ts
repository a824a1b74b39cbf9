import type { JsonCallName } from '@dragoman/control';

import { answersView, connectionView, doorsView, lossesView } from './clouds.ts';
import { explainView } from './explain.ts';
import { faultsView, presetsView } from './faults.ts';
import { clockView, dueView, healthView, readyView, statusView, versionView } from './gateway.ts';
import { hostsView, proxyView } from './hosts.ts';
import { instancesView, instanceView } from './instances.ts';
import { journalClearedView, journalEntryView, journalListView } from './journal.ts';
import { permissionsCheckView, permissionsMinimalView } from './permissions.ts';
import { credentialsView, deletedView, partsView, putView, secretsView, secretView, valueView } from './secrets.ts';
import { handedOutView, identitiesView, newSandboxView, sandboxDeletedView, sandboxesView } from './sandboxes.ts';
import { seedsView } from './seeds.ts';
import {
  baselineView,
  changedStateView,
  hashView,
  noBaselineView,
  snapshotDeletedView,
  snapshotSavedView,
  snapshotsView,
} from './state.ts';
import { boundView, unboundView, vaultsView } from './vaults.ts';
import type { View } from './view.ts';

/** Calls that have a command; `dragoman migrate` and `dragoman receipt` show what those of their groups do. */
type CommandName = Exclude<JsonCallName, `migration.${string}` | `receipt.${string}`>;

/** How people see what a call answers, by its name. */
const VIEWS = {
  'baseline.clear': noBaselineView,
  'baseline.set': baselineView,
  'clock.advance': clockView,
  'clock.due': dueView,
  'clock.get': clockView,
  'clock.set': clockView,
  connection: connectionView,
  'credentials.delete': deletedView,
  'credentials.get': secretView,
  'credentials.list': credentialsView,
  'credentials.put': putView,
  'credentials.reveal': partsView,
  'doors.list': doorsView,
  explain: explainView,
  'faults.add': faultsView,
  'faults.clear': faultsView,
  'faults.delete': faultsView,
  'faults.list': faultsView,
  'faults.preset': faultsView,
  'faults.presets': presetsView,
  'faults.set': faultsView,
  health: healthView,
  'hosts.add': hostsView,
  'hosts.list': hostsView,
  'identities.create': identitiesView,
  'instances.add': instanceView,
  'instances.create': instanceView,
  'instances.list': instancesView,
  'journal.clear': journalClearedView,
  'journal.get': journalEntryView,
  'journal.list': journalListView,
  'permissions.check': permissionsCheckView,
  'permissions.minimal': permissionsMinimalView,
  'proxy.clear': proxyView,
  'proxy.list': proxyView,
  ready: readyView,
  reset: changedStateView('went back to the baseline, or to a fresh start where there is none'),
  'sandboxes.create': newSandboxView,
  'sandboxes.delete': sandboxDeletedView,
  'sandboxes.get': newSandboxView,
  'sandboxes.list': sandboxesView,
  'sandboxes.values': handedOutView,
  'secrets.answers': answersView,
  'secrets.delete': deletedView,
  'secrets.get': secretView,
  'secrets.labels': secretView,
  'secrets.list': secretsView,
  'secrets.losses': lossesView,
  'secrets.put': putView,
  'secrets.restore': secretView,
  'secrets.reveal': valueView,
  'seeds.apply': seedsView,
  'snapshots.delete': snapshotDeletedView,
  'snapshots.list': snapshotsView,
  'snapshots.load': changedStateView('loaded the snapshot'),
  'snapshots.save': snapshotSavedView,
  'state.hash': hashView,
  'state.import': changedStateView('imported the state'),
  status: statusView,
  'vaults.bind': boundView,
  'vaults.list': vaultsView,
  'vaults.unbind': unboundView,
  verify: ({ text }: { readonly text: string }) => `${text}\n`,
  version: versionView,
} satisfies Readonly<Record<CommandName, View<never>>>;

/** The view of a call. Each is made for the answer of its call, which the control API's own schema holds. */
export function viewOf(call: string): View<unknown> {
  return VIEWS[call as CommandName] as View<unknown>;
}
