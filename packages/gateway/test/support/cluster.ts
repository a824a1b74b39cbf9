import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { type PostgresServer, startPostgres } from '../../../../test/postgres-server.ts';
import { type Gateway, lineEventLog, loadSettings, startGateway } from '../../src/index.ts';
import { type HuaweiClient, huaweiClient } from './huawei.ts';
import { type CliProcess, runCli } from './process.ts';

/** How long a gateway of these leads without a word. */
export const LEASE_MS = 2_000;

/** A gateway of a cluster, wherever it runs. */
export interface Member {
  readonly url: string;
  readonly client: HuaweiClient;
}

/** One that runs in this process. */
export interface OwnMember extends Member {
  readonly gateway: Gateway;
  /** What it told people. */
  readonly lines: readonly string[];
}

const ROOT_KEY = '7'.repeat(64);

/** A PostgreSQL, and gateways over databases of it. */
export class TestCluster {
  readonly server: PostgresServer;
  readonly #root = mkdtempSync(join(tmpdir(), 'dragoman-cluster-'));
  readonly #running = new Set<Gateway>();
  #directories = 0;

  constructor(server: PostgresServer) {
    this.server = server;
  }

  /** Starts a gateway over the database at `url`. */
  async start(url: string, flags: Readonly<Record<string, string>> = {}): Promise<OwnMember> {
    const common = { port: '0', 'tls-enabled': 'false', 'data-dir': this.#directory() };
    const own = { 'store-url': url, 'store-lease-seconds': String(LEASE_MS / 1_000) };
    const settings = await loadSettings({ flags: { ...common, ...own, ...flags }, env: {}, file: null });
    const lines: string[] = [];
    const eventLog = lineEventLog((line) => lines.push(line));
    const gateway = await startGateway({ settings, rootKey: ROOT_KEY, eventLog });
    this.#running.add(gateway);
    return { gateway, lines, url: gateway.url, client: huaweiClient(gateway.url) };
  }

  /** Starts a gateway as users run it. */
  async startProcess(url: string): Promise<Member & { readonly process: CliProcess }> {
    const lease = ['--store-lease-seconds', String(LEASE_MS / 1_000)];
    const flags = ['--port', '0', '--json', '--tls-enabled', 'false', ...lease];
    const process = runCli(['start', '--data-dir', this.#directory(), ...flags], {
      cwd: this.#root,
      env: { DRAGOMAN_STORE_URL: url, DRAGOMAN_ROOT_KEY: ROOT_KEY },
    });
    const ready = JSON.parse(await process.firstLine()) as { readonly url: string };
    return { process, url: ready.url, client: huaweiClient(ready.url) };
  }

  /** Runs a statement in the database at `url`. */
  query(url: string, sql: string): Promise<Record<string, unknown>[]> {
    return this.server.query(sql, new URL(url).pathname.slice(1));
  }

  async close({ gateway }: OwnMember): Promise<void> {
    this.#running.delete(gateway);
    await gateway.close();
  }

  /** Ends the gateways in this process. */
  async closeAll(): Promise<void> {
    const running = [...this.#running];
    this.#running.clear();
    await Promise.all(running.map((gateway) => gateway.close()));
  }

  async remove(): Promise<void> {
    await this.server.remove();
    rmSync(this.#root, { recursive: true, force: true });
  }

  #directory(): string {
    this.#directories += 1;
    return join(this.#root, String(this.#directories));
  }
}

export async function startCluster(): Promise<TestCluster> {
  return new TestCluster(await startPostgres());
}

/** A control call. @throws Error with what it was answered, where it was rejected */
export async function control(
  { url }: Pick<Member, 'url'>,
  method: string,
  path: string,
  body?: unknown,
): Promise<Record<string, unknown>> {
  const answer = await fetch(`${url}/_dragoman${path}`, {
    method,
    headers: { 'Content-Type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
  return (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>;
}

export const put = ({ client }: Member, name: string, value: string): Promise<unknown> =>
  client.call('POST', `secrets/${name}/versions`, { secret_string: value });

export async function read({ client }: Member, name: string): Promise<unknown> {
  const answer = await client.call('GET', `secrets/${name}/versions/latest`);
  return (answer as unknown as { version: { secret_string: string } }).version.secret_string;
}
