import { statSync } from 'node:fs';

import { controlClient } from '@dragoman/control';
import { newKey, Sealer } from '@dragoman/core';
import { readSnapshot, SnapshotError } from '@dragoman/environment';
import { ConfigError } from '@dragoman/input';
import type { Dialect, Source, SourceFile, StateSource } from '@dragoman/migrate';

import { announce, connectionFrom } from '../connection-options.ts';
import { readInput, readText } from '../input-file.ts';
import { migrateModule } from './migrate-module.ts';
import { liveSource } from './open-live.ts';
import type { SourceFlags } from './source-options.ts';

const VAULT = /^vault:(.+)$/s;
/** The address is spelled out: nothing is read that nobody named. */
const SERVICE = /^(huawei|aliyun|bk):(.+)$/s;
/** Begins a state export. */
const STATE_EXPORT = 'dragoman-state ';

/**
 * What an argument names: a vault of a running gateway, a service that is called, or a file.
 * @param all the arguments, among which is the list of credentials that JOB itself does not give
 * @throws ConfigError
 */
export async function sourceAt(
  argument: string,
  all: readonly string[],
  flags: SourceFlags,
): Promise<Source | SourceFile> {
  const vault = VAULT.exec(argument)?.[1];
  if (vault !== undefined) return vaultSource(argument, vault, flags);
  const [, dialect, address] = SERVICE.exec(argument) ?? [];
  if (dialect !== undefined && address !== undefined) {
    const ids = dialect === 'bk' ? await credentialIds(all) : [];
    return liveSource({ argument, dialect: dialect as Dialect, address, ids }, flags);
  }
  const bytes = readInput(argument, argument);
  if (bytes.subarray(0, STATE_EXPORT.length).toString('latin1') === STATE_EXPORT)
    return sourceOf({ path: argument, bytes, passphrase: passphraseOf(flags), vault: flags.vault ?? null });
  const file = { path: argument, text: bytes.toString() };
  const { isSeedDocument } = await migrateModule();
  return (await isSeedDocument(file)) ? seedSource(argument, flags) : file;
}

/** Of credentials that the other arguments list. */
async function credentialIds(all: readonly string[]): Promise<string[]> {
  const files = all.filter((argument) => !VAULT.test(argument) && !SERVICE.test(argument));
  if (files.length === 0) return [];
  const { readSources } = await migrateModule();
  const sources = files.map((path) => ({ path, text: readInput(path, path).toString() }));
  return (await readSources(sources, 'bk', { withValues: false })).secrets.flatMap(({ id }) => id ?? []);
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
