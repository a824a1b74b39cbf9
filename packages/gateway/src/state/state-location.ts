import { resolve } from 'node:path';

import type { StateSettings } from '../config/state-settings.ts';
import { shownUrl } from './store-options.ts';

/** Where the state is, for people: `memory`, a directory, or a database and its schema. */
export function stateLocation({ memory, data_dir: dataDir, store }: StateSettings): string {
  if (memory) return 'memory';
  return store.url === undefined ? resolve(dataDir) : `${shownUrl(store.url)} (schema ${store.schema})`;
}
