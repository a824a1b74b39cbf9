/**
 * Opens a data directory as a gateway does, and says of each step that it was answered. It ends by itself, or wherever
 * the disk is made to fail. Arguments: data directory, `write`, `open` or `authority`.
 */
import { writeSync } from 'node:fs';

import { EMPTY_STATE, putSecretVersion, type Services } from '../../packages/core/src/index.ts';
import { heldBytes } from '../../packages/environment/src/index.ts';
import { loadSettings } from '../../packages/gateway/src/config/load.ts';
import { openState } from '../../packages/gateway/src/state/open-state.ts';
import { authorityOf } from '../../packages/server/src/index.ts';
import { create, PUT, servicesOver, UNLIMITED } from '../../packages/store-sqlite/test/support.ts';

const [dataDir = '', scenario = 'write'] = process.argv.slice(2);
const answered = (line: string): void => void writeSync(1, `${line}\n`);
const settings = await loadSettings({ flags: { 'data-dir': dataDir }, env: {}, file: null });

if (scenario === 'authority') {
  await authorityOf(settings);
  answered('authority');
} else {
  const state = await openState(settings, undefined, () => undefined);
  answered('opened');
  if (scenario === 'write') await write(state);
  await state.close();
  answered('closed');
}

async function write(state: Awaited<ReturnType<typeof openState>>): Promise<void> {
  const services: Services = { ...servicesOver(state.store), sealer: state.sealer };
  for (const name of ['one', 'two', 'three']) {
    await create(services, name, `first of ${name}`);
    answered(`is ${name} first`);
  }
  for (const name of ['one', 'two']) {
    const value = { type: 'text', data: `second of ${name}` } as const;
    await putSecretVersion(services, { ...PUT, ref: { vault: 'v', name }, value, policy: UNLIMITED });
    answered(`is ${name} second`);
  }
  await state.snapshots.put('kept', heldBytes(Buffer.alloc(9_000, 'a snapshot ')));
  answered('snapshot');
  const image = await state.store.state.dump();
  await state.store.state.load(EMPTY_STATE);
  answered('gone all');
  await state.store.state.load(image);
  answered('back all');
  const three = await state.store.secrets.findByName('v', 'three');
  if (three === null) throw new Error('three is gone');
  await state.store.secrets.remove('v', three.id, three.revision);
  answered('gone three');
}
