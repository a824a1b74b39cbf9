/** A gateway that takes any credential: its tests are about what it answers, not whom. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { type StartedGateway, startGatewayBy } from '../support/commands.ts';
import type { WireRequest } from './data.ts';
import { type Answer, Player } from './play.ts';

const CLI = fileURLToPath(new URL('../../packages/gateway/bin/dragoman.mjs', import.meta.url));

/** A built gateway in memory, and what a test does with it. */
export class LenientGateway {
  readonly #scratch = mkdtempSync(join(tmpdir(), 'dragoman-vectors-'));
  #started: StartedGateway | null = null;
  #player: Player | null = null;

  async start(): Promise<void> {
    const flags = ['--memory', '--port', '0', '--json', '--auth', 'lenient', '--log-requests=none'];
    this.#started = await startGatewayBy({ cwd: this.#scratch }, process.execPath, CLI, 'start', ...flags);
    this.#player = new Player(this.#started.url);
  }

  async stop(): Promise<void> {
    this.#player?.close();
    await this.#started?.stop();
    rmSync(this.#scratch, { recursive: true, force: true });
  }

  play(request: WireRequest): Promise<Answer> {
    assert.ok(this.#player, 'the gateway was not started');
    return this.#player.play(request);
  }

  async setClock(at: string): Promise<void> {
    await this.#control('PUT', '/clock', { mode: 'frozen', at, signatures: 'gateway' });
  }

  /** Takes everything away but the time. */
  async reset(): Promise<void> {
    await this.#control('POST', '/reset', { keep: ['clock'] });
  }

  /** Has every call of a door answered with one of its errors. */
  async failWith(door: string, error: string): Promise<void> {
    await this.#control('PUT', '/faults', { rules: [{ match: { door }, fault: { error } }] });
  }

  async #control(method: string, path: string, body: object): Promise<void> {
    const headers = { 'content-type': 'application/json' };
    const url = `${this.#started?.url ?? ''}/_dragoman${path}`;
    const answer = await fetch(url, { method, headers, body: JSON.stringify(body) });
    assert.equal(answer.status, 200, await answer.text());
  }
}
