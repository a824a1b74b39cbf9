import type { HostRoute } from './clouds.ts';

/** What became of requests to a host. */
export interface ProxiedHost {
  readonly host: string;
  readonly port: number;
  readonly route: HostRoute | 'blocked';
  readonly count: number;
}

/** The most hosts that are remembered; what comes on top is not. */
const MAX_HOSTS = 1_000;

/** Which hosts were asked for through a proxy, and what became of it. */
export class ProxyRecord {
  readonly #seen = new Map<string, ProxiedHost>();

  note(seen: Omit<ProxiedHost, 'count'>): void {
    const key = `${seen.route} ${seen.host}:${seen.port}`;
    const before = this.#seen.get(key);
    if (before === undefined && this.#seen.size >= MAX_HOSTS) return;
    this.#seen.set(key, { ...seen, count: (before?.count ?? 0) + 1 });
  }

  /** In the order in which they were asked for first. */
  list(): ProxiedHost[] {
    return [...this.#seen.values()];
  }

  clear(): void {
    this.#seen.clear();
  }
}
