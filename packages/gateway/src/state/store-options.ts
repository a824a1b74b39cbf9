import { readFileSync } from 'node:fs';

import { ConfigError } from '@dragoman/input';
import type { PostgresOptions } from '@dragoman/store-postgres';

import { fileProblem } from './file-problem.ts';
import type { StateSettings } from '../config/state-settings.ts';

type StoreSettings = StateSettings['store'];

/** A store whose database is named. */
export type PostgresSettings = StoreSettings & { readonly url: string };

/** Parts of libpq's URLs that are settings here. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  password: 'store.password',
  sslmode: 'store.tls',
  sslrootcert: 'store.tls_ca_file',
  sslcert: 'store.tls_cert_file',
  sslkey: 'store.tls_key_file',
  connect_timeout: 'store.timeout_seconds',
  options: 'store.schema',
};

/** What the servers of the profiles have of what is used. @NOTE unverified: no such server but PostgreSQL was tried. */
const FEATURES: Readonly<Record<PostgresSettings['profile'], Required<PostgresOptions>['features']>> = {
  postgres: { advisoryLocks: true, tableLocks: true },
  cockroachdb: { advisoryLocks: false, tableLocks: false },
  yugabytedb: { advisoryLocks: false, tableLocks: false },
};

/** How the database of the settings is reached. @throws ConfigError where a file or the URL does not do */
export function postgresOptions(store: PostgresSettings): PostgresOptions {
  checkUrl(store.url);
  return {
    url: store.url,
    password: passwordOf(store),
    schema: store.schema,
    maxConnections: store.connections,
    timeoutMs: store.timeout_seconds * 1_000,
    features: FEATURES[store.profile],
    ssl: tlsOf(store),
  };
}

/** The URL without what is secret in it, for people. */
export function shownUrl(url: string): string {
  const publicUrl = new URL(url);
  publicUrl.password = '';
  publicUrl.search = '';
  return publicUrl.href;
}

/** What is secret in the settings, to be redacted wherever it would show. @throws ConfigError */
export function storeSecrets(store: StoreSettings): string[] {
  const inUrl = store.url !== undefined && URL.canParse(store.url) ? new URL(store.url).password : '';
  return [inUrl, decodeURIComponent(inUrl), passwordOf(store) ?? ''].filter((text) => text !== '');
}

/** What is wrong with it is told without it: it may hold a password. */
function checkUrl(url: string): void {
  if (!URL.canParse(url))
    throw new ConfigError(
      'store.url does not fit: give postgres://user@host:5432/database, with %40 for an @ in a name',
    );
  for (const name of new URL(url).searchParams.keys()) {
    if (name === 'host') continue;
    const setting = ELSEWHERE[name];
    throw new ConfigError(
      `store.url holds the parameter ${name}: ${setting === undefined ? 'leave it out' : `set ${setting}`}`,
    );
  }
}

function passwordOf({ password, password_file: path }: StoreSettings): string | undefined {
  if (path === undefined) return password;
  if (password !== undefined) throw new ConfigError('store.password and store.password_file are both given: give one');
  return readText('store.password_file', path).replace(/\r?\n$/, '');
}

function tlsOf({
  tls,
  tls_ca_file: ca,
  tls_cert_file: cert,
  tls_key_file: key,
}: StoreSettings): PostgresOptions['ssl'] {
  if ((cert === undefined) !== (key === undefined))
    throw new ConfigError('store.tls_cert_file and store.tls_key_file go together: give both, or neither');
  if (tls === 'disable') {
    if (ca ?? cert) throw new ConfigError('store.tls is disable, and files for it are given: set it to verify-full');
    return false;
  }
  return {
    rejectUnauthorized: tls === 'verify-full',
    ...(ca !== undefined && { ca: readText('store.tls_ca_file', ca) }),
    ...(cert !== undefined && { cert: readText('store.tls_cert_file', cert) }),
    ...(key !== undefined && { key: readText('store.tls_key_file', key) }),
  };
}

function readText(setting: string, path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const problem = fileProblem(error);
    if (problem === null) throw error;
    throw new ConfigError(`${setting} = "${path}" ${problem.reason}: ${problem.remedy}`, { cause: error });
  }
}
