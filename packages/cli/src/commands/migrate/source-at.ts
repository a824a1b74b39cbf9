import { statSync } from 'node:fs';

import { controlClient } from '@dragoman/control';
import { newKey, Sealer } from '@dragoman/core';
import { readSnapshot, SnapshotError } from '@dragoman/environment';
import { ConfigError } from '@dragoman/input';
import type { Source, SourceFile, StateSource } from '@dragoman/migrate';

import { announce, connectionFrom } from '../connection-options.ts';
import { readInput, readText } from '../input-file.ts';
import { migrateModule } from './migrate-module.ts';
import type { SourceFlags } from './source-options.ts';

const VAULT = /^vault:(.+)$/s;
/** Begins a state export. */
const STATE_EXPORT = 'dragoman-state ';

/** What an argument names: a vault of a running gateway, or a file. @throws ConfigError */
export async function sourceAt(argument: string, flags: SourceFlags): Promise<Source | SourceFile> {
  const vault = VAULT.exec(argument)?.[1];
  if (vault !== undefined) return vaultSource(argument, vault, flags);
  const bytes = readInput(argument, argument);
  if (bytes.subarray(0, STATE_EXPORT.length).toString('latin1') === STATE_EXPORT)
    return sourceOf({ path: argument, bytes, passphrase: passphraseOf(flags), vault: flags.vault ?? null });
  const file = { path: argument, text: bytes.toString() };
  const { isSeedDocument } = await migrateModule();
  return (await isSeedDocument(file)) ? seedSource(argument, flags) : file;
}

/** A state export, and what opens it. */
interface SealedState extends Pick<StateSource, 'path' | 'vault'> {
  readonly bytes: Buffer;
  readonly passphrase: string | null;
}

/** Opened by a key that is nobody's else's and goes with the process. */
async function sourceOf({ path, bytes, passphrase, vault }: SealedState): Promise<Source> {
  const sealer = new Sealer(newKey());
  const image = await readSnapshot(bytes, { sealer, passphrase }).catch((error: unknown) => {
    throw error instanceof SnapshotError ? new ConfigError(`${path}: ${error.message}`, { cause: error }) : error;
  });
  const { stateSource } = await migrateModule();
  return stateSource({ path, image, sealer, vault });
}

function passphraseOf({ passphraseFile }: SourceFlags): string | null {
  if (passphraseFile !== undefined) return readText(passphraseFile, '--passphrase-file');
  return process.env['DRAGOMAN_PASSPHRASE'] || null;
}

async function vaultSource(path: string, vault: string, flags: SourceFlags): Promise<Source> {
  const gateway = await connectionFrom(flags);
  const { url, token } = gateway;
  const source = await exportedSource({ path, url, token, sandbox: flags.sandbox, vault });
  announce(gateway);
  return source;
}

/** What a gateway makes of a seed document: in memory, and gone when it is read. */
async function seedSource(path: string, flags: SourceFlags): Promise<Source> {
  const { lineEventLog, loadSettings, startGateway } = await import('@dragoman/gateway/command-line');
  // Times in it go by that of the file, and ids repeat, so that the same file tells the same.
  const now = Math.floor(statSync(path).mtimeMs);
  const settings = await loadSettings({
    flags: {},
    env: {},
    file: { memory: true, port: 0, seed_file: path, random_seed: 1 },
  });
  const gateway = await startGateway({ settings, clock: { now: () => now }, eventLog: lineEventLog(() => undefined) });
  try {
    return await exportedSource({ path, url: gateway.url, token: undefined, sandbox: undefined, vault: flags.vault });
  } finally {
    await gateway.close();
  }
}

interface RunningState {
  readonly path: string;
  readonly url: string;
  readonly token: string | undefined;
  readonly sandbox: string | undefined;
  readonly vault: string | undefined;
}

/** The state of a gateway, sealed on its way by a passphrase that is used once. */
async function exportedSource({ path, url, token, sandbox, vault }: RunningState): Promise<Source> {
  const passphrase = Buffer.from(newKey()).toString('base64');
  const bytes = Buffer.from(await controlClient({ url, token, sandbox }).state.export({ passphrase }));
  return sourceOf({ path, bytes, passphrase, vault: vault ?? null });
}
