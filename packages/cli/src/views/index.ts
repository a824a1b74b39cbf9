import { explainView } from './explain.ts';
import { faultsView, presetsView } from './faults.ts';
import { clockView, statusView } from './gateway.ts';
import { journalEntryView, journalListView } from './journal.ts';
import { credentialsView, deletedView, partsView, putView, secretsView, secretView, valueView } from './secrets.ts';
import { proxyView, sandboxesView, seedsView, snapshotsView, vaultsView } from './state.ts';
import type { View } from './view.ts';

/** How people see what a call answers, by its name; what is not here is shown as YAML. */
const VIEWS = {
  'clock.advance': clockView,
  'clock.get': clockView,
  'clock.set': clockView,
  'credentials.delete': deletedView,
  'credentials.get': secretView,
  'credentials.list': credentialsView,
  'credentials.put': putView,
  'credentials.reveal': partsView,
  explain: explainView,
  'faults.add': faultsView,
  'faults.clear': faultsView,
  'faults.list': faultsView,
  'faults.preset': faultsView,
  'faults.presets': presetsView,
  'faults.set': faultsView,
  'journal.get': journalEntryView,
  'journal.list': journalListView,
  'proxy.clear': proxyView,
  'proxy.list': proxyView,
  'sandboxes.list': sandboxesView,
  'secrets.delete': deletedView,
  'secrets.get': secretView,
  'secrets.labels': secretView,
  'secrets.list': secretsView,
  'secrets.put': putView,
  'secrets.reveal': valueView,
  'seeds.apply': seedsView,
  'snapshots.list': snapshotsView,
  status: statusView,
  'vaults.list': vaultsView,
};

/** The view of a call. Each is made for the answer of its call, which the control API's own schema holds. */
export function viewOf(call: string): View<unknown> | null {
  return Object.hasOwn(VIEWS, call) ? (VIEWS[call as keyof typeof VIEWS] as View<unknown>) : null;
}
