import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

import {
  NO_LISTENERS,
  type Secret,
  Sealer,
  type Services,
  type VersioningPolicy,
  createSecret,
  putSecretVersion,
} from '@dragoman/core';
import { FakeRotationTarget } from '@dragoman/core/store-contract';

import type Database from 'better-sqlite3';

import type { SqliteStore } from '../src/index.ts';
import { SIGNED_SINCE } from '../src/migrations.ts';

/** A new directory, for one test. */
export function temporaryDirectory(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'dragoman-store-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** The root key of every test. */
export const ROOT_KEY = new Uint8Array(32).fill(7);

/** Everything that commands need, over the store; time stands still, the root key is always the same. */
export function servicesOver(store: SqliteStore): Services {
  const { secrets, keys, identities, resources } = store;
  const sealer = new Sealer(ROOT_KEY);
  const ids = { uuid: randomUUID, bytes: randomBytes };
  return {
    secrets,
    keys,
    identities,
    resources,
    sealer,
    clock: { now: () => 1_700_000_000_000 },
    ids,
    events: NO_LISTENERS,
    rotationTarget: new FakeRotationTarget(),
  };
}

/** Makes a database look as one of the last version before rows were signed. */
export function dropSignatures(db: Database.Database): void {
  db.exec('DROP TABLE state_seal');
  for (const table of ['secret', 'customer_key', 'key_alias', 'identity', 'proof', 'resource'])
    db.exec(`ALTER TABLE ${table} DROP COLUMN mac`);
  db.pragma(`user_version = ${SIGNED_SINCE - 1}`);
}

/** Makes a secret in the vault `v` through the core's own command. */
export function create(services: Services, name: string, data: string): Promise<Secret> {
  return createSecret(services, {
    vault: 'v',
    name,
    actor: 'test',
    value: { type: 'text', data },
    versionId: null,
    description: null,
    keyId: null,
    tags: [],
    attributes: {},
    limits: { maxSecrets: null, caselessName: false },
  });
}

/** A program that was started, its lines as they come. */
export interface Program {
  readonly child: ChildProcess;
  readonly lines: AsyncIterable<string>;
  /** Resolves when it ended: to its exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals | null>;
}

const running = new Set<ChildProcess>();

/** Kills the programs that still run; for the end of a test, however it ended. */
export function killPrograms(): void {
  for (const child of running) child.kill('SIGKILL');
}

/** Starts a program of this directory on its TypeScript sources. What it says on stderr shows in the test's output. */
export function start(program: URL, ...args: readonly string[]): Program {
  const flags = ['--conditions=dragoman-source', '--disable-warning=ExperimentalWarning'];
  const child = spawn(process.execPath, [...flags, fileURLToPath(program), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  running.add(child);
  const ended = new Promise<number | NodeJS.Signals | null>((resolve) => {
    child.on('close', (code, signal) => {
      running.delete(child);
      resolve(code ?? signal);
    });
  });
  return { child, lines: createInterface({ input: child.stdout }), ended };
}

/** Versions without a limit. */
export const UNLIMITED: VersioningPolicy = {
  versionLimit: null,
  atVersionLimit: 'drop-unlabelled-or-refuse',
  labelLimit: null,
  atLabelLimit: 'reject',
  moveHandsOverPrevious: true,
};

/** What all puts here have in common. */
export const PUT = { actor: 'test', versionId: null, labels: null, expiresAt: null, sameVersion: 'reject' } as const;

/**
 * Puts `count` versions of the secret `shared` at once, taking the given services in turn. Answers what became of each.
 */
export function putMany(
  services: readonly Services[],
  count: number,
  policy = UNLIMITED,
): Promise<PromiseSettledResult<unknown>[]> {
  return Promise.allSettled(
    Array.from({ length: count }, async (_, n) => {
      const through = services[n % services.length];
      if (through === undefined) throw new Error('putMany needs services');
      const value = { type: 'text', data: `value ${n}` } as const;
      return putSecretVersion(through, { ...PUT, ref: { vault: 'v', name: 'shared' }, value, policy });
    }),
  );
}
