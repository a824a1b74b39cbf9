import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

import { CONTROL_PREFIX, type GatewayInfo } from '@dragoman/control/server';
import { StoreUnavailableError } from '@dragoman/core';
import { type Done, environmentClock, systemClock, type VirtualClock } from '@dragoman/environment';
import type { Door, Outcome } from '@dragoman/protocol-kit';
import {
  type DoorRequest,
  isBelow,
  type OtherGateway,
  PeerConnections,
  PeerUnreachableError,
  readForDoor,
} from '@dragoman/server';
import type { Leader, Leadership } from '@dragoman/store-postgres';

import type { Settings } from '../config/schema.ts';
import type { Serving } from '../serving.ts';
import type { ForwardedMark } from './forwarded.ts';
import type { LocalReads } from './local-reads.ts';
import { peerUrl } from './peer-url.ts';
import { asksForRequests, isExchange, SharedJournal } from './shared-journal.ts';
import { unavailableDoors } from './unavailable-doors.ts';
import { writeJson } from './write-json.ts';

/** What a member is made of. */
export interface ClusterMemberParts {
  /** Of this gateway, among the others. */
  readonly id: string;
  readonly settings: Settings;
  readonly mark: ForwardedMark;
  readonly leaseMs: number;
  readonly onError: (where: string, error: unknown) => void;
  readonly notice: (line: string) => void;
  /** Of the authority that signs this gateway's certificate; `null` where it is reached over http. */
  readonly certificate: () => Promise<string | null>;
  /** What this gateway answers while another one leads. */
  readonly reads: LocalReads;
  /** Counts what another gateway answered, beside the journal. */
  readonly count: (outcome: Outcome) => void;
  /** @param url by which the others reach this gateway */
  readonly join: (url: string) => Leadership;
  /** Opens the environments over the state. */
  readonly open: () => Promise<Serving>;
  readonly closeState: () => Promise<void>;
}

/** What this gateway does with a request. */
type Role =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'leading'; readonly serving: Serving; readonly fence: number }
  | { readonly kind: 'following'; readonly leader: Leader };

/** A request as it came in. */
interface ReceivedRequest {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** Whether another gateway sent it. */
  readonly isForwarded: boolean;
}

/** How many times in a lease it is renewed, or looked whether it ran out. */
const LOOKS_PER_LEASE = 4;
const RETRY_MS = 50;
const NO_LEADER = 'no gateway leads: ask again';

/**
 * One of several gateways over a state. One of them leads: it answers, and does what falls due. The others send what
 * they are asked on to it, so that all answers come from one place; and one of them leads next when it is gone.
 */
export class ClusterMember {
  readonly #parts: ClusterMemberParts;
  readonly #peers = new PeerConnections();
  readonly #journal: SharedJournal;
  #role: Role = { kind: 'waiting' };
  #url = '';
  #leadership: Leadership | null = null;
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> = Promise.resolve();
  #opening: Promise<void> | null = null;
  #isClosed = false;
  #doors: readonly Door[] | null = null;
  readonly #clock: VirtualClock;

  constructor(parts: ClusterMemberParts) {
    this.#parts = parts;
    this.#clock = environmentClock(parts.settings, systemClock);
    this.#journal = new SharedJournal({
      ...parts,
      answered: parts.reads.answered,
      peers: this.#peers,
      members: async () => (await this.#leadership?.members()) ?? [],
      removeLost: async (id) => (await this.#leadership?.removeLost(id)) ?? [],
    });
  }

  readonly handle: RequestListener = (request, response) => {
    const isForwarded = this.#parts.mark.take(request);
    const target = request.url ?? '/';
    const serving = this.#serving();
    if (serving !== null && !asksForRequests(target) && !isExchange(target)) serving.handle(request, response);
    else
      this.#answer(serving, { request, response, isForwarded }).catch((error: unknown) => {
        this.#parts.onError(`${request.method ?? ''} ${target} at one of several gateways`, error);
        response.destroy();
      });
  };

  /** Joins the others, and resolves once it is known who leads. @throws ConfigError, StoreUnavailableError */
  async begin(url: string): Promise<void> {
    const { settings, join } = this.#parts;
    this.#url = peerUrl(settings.store.peer_url, settings.host, url);
    this.#leadership = join(this.#url);
    const leader = await this.#attempt();
    if (leader?.id === this.#parts.id) await this.#lead(leader, null);
    else if (leader !== null) this.#follow(leader);
    this.#plan();
  }

  /** The gateways over the state. */
  async gateways(): Promise<readonly GatewayInfo[]> {
    return (await this.#leadership?.members()) ?? [];
  }

  async runDue(): Promise<Done> {
    return this.#serving()?.runDue() ?? {};
  }

  closeJournals(): void {
    this.#serving()?.closeJournals();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    await this.#looking;
    await this.#opening?.catch(() => undefined);
    const requests = this.#role.kind === 'following' ? await this.#journal.end(this.#role.leader) : this.#ownRequests();
    await this.#stopLeading();
    this.#peers.close();
    await this.#leadership?.release(requests).catch(() => undefined);
    await this.#parts.closeState();
  }

  #plan(): void {
    if (this.#isClosed) return;
    this.#timer = setTimeout(() => {
      this.#looking = this.#look().catch((error: unknown) => {
        this.#parts.onError('the lease of the gateway that leads', error);
      });
      void this.#looking.then(() => {
        this.#plan();
      });
    }, this.#parts.leaseMs / LOOKS_PER_LEASE).unref();
  }

  /** Renews the lease, takes it over, or learns who has it. */
  async #look(): Promise<void> {
    let leader: Leader | null;
    try {
      leader = await this.#attempt();
    } catch (error) {
      // Nobody else gets the lease either: whoever led goes on once the database is back.
      if (error instanceof StoreUnavailableError) return;
      throw error;
    }
    const isOwn = leader?.id === this.#parts.id;
    if (this.#role.kind === 'leading' && !(isOwn && leader?.fence === this.#role.fence)) await this.#stopLeading();
    // Who is stopped, and led until now, is not waited for.
    if (this.#role.kind === 'following' && this.#role.leader.fence !== leader?.fence) this.#peers.close();
    if (leader === null || this.#isClosed) return;
    if (!isOwn) await this.#followOn(leader);
    else if (this.#role.kind !== 'leading') this.#openOnce(leader);
  }

  #follow(leader: Leader): void {
    this.#role = { kind: 'following', leader };
  }

  async #followOn(leader: Leader): Promise<void> {
    this.#follow(leader);
    await this.#parts.reads.refresh();
  }

  /** The lease is renewed while the environments open. */
  #openOnce(leader: Leader): void {
    if (this.#opening !== null) return;
    const before = this.#role.kind === 'following' ? this.#role.leader.id : null;
    this.#role = { kind: 'waiting' };
    this.#opening = this.#lead(leader, before)
      .then((lost) => {
        const gone = `${lost} requests of the journal before are gone`;
        this.#parts.notice(`this gateway leads now, at ${this.#url}: ${gone}`);
      })
      .catch((error: unknown) => {
        this.#parts.onError('the state, which this gateway is to lead', error);
      })
      .finally(() => {
        this.#opening = null;
      });
  }

  /** Answers how many requests of the journal before are gone. @param before the id of who led */
  async #lead(leader: Leader, before: string | null): Promise<number> {
    const serving = await this.#parts.open();
    this.#role = { kind: 'leading', serving, fence: leader.fence };
    return this.#journal.begin(serving, before);
  }

  /** `null` where another gateway leads. */
  #serving(): Serving | null {
    return this.#role.kind === 'leading' ? this.#role.serving : null;
  }

  /** Of how many requests this gateway alone has the record. */
  #ownRequests(): number {
    return this.#serving()?.environments.root.journal.reader.size ?? this.#parts.reads.answered.size;
  }

  async #stopLeading(): Promise<void> {
    const role = this.#role;
    if (role.kind !== 'leading') return;
    this.#role = { kind: 'waiting' };
    role.serving.closeJournals();
    await role.serving.close();
  }

  async #attempt(): Promise<Leader | null> {
    const certificate = await this.#parts.certificate();
    return (await this.#leadership?.attempt({ certificate, requests: this.#ownRequests() })) ?? null;
  }

  /** What takes more than the gateway that leads, or is asked of one that does not. */
  async #answer(serving: Serving | null, { request, response, isForwarded }: ReceivedRequest): Promise<void> {
    if (isForwarded && isExchange(request.url ?? '/')) await this.#journal.exchange(serving, request, response);
    else if (serving !== null) await this.#journal.answer(serving, request, response);
    else await this.#pass(request, response, isForwarded);
  }

  /**
   * Answers a read here; anything else by the gateway that leads, or in the cloud's words for a service that is away.
   */
  async #pass(request: IncomingMessage, response: ServerResponse, isForwarded: boolean): Promise<void> {
    const target = request.url ?? '/';
    if (target === `${CONTROL_PREFIX}/health`) {
      writeJson(response, 200, { status: 'up' });
      return;
    }
    this.#doors ??= unavailableDoors(this.#parts.settings, NO_LEADER);
    const clock = this.#clock;
    const forDoor = isBelow(target, CONTROL_PREFIX) ? null : await readForDoor(this.#doors, clock, request, response);
    if (forDoor?.request === null) return;
    if (forDoor !== null && !isForwarded && (await this.#answerHere(forDoor))) return;
    const isSent = await this.#send(request, response, { body: forDoor?.request.body ?? null, isForwarded });
    if (isSent) return;
    const door = forDoor === null ? undefined : this.#doors[forDoor.doorAt];
    if (forDoor === null || door === undefined)
      writeJson(response, 503, { error: 'unavailable', message: NO_LEADER, ready: false });
    else await forDoor.respond(await door.handle(forDoor.request), clock);
  }

  /** Answers a read from the database itself, where it can; answers whether it did. */
  async #answerHere({ doorAt, request, respond }: DoorRequest): Promise<boolean> {
    const { reads, onError } = this.#parts;
    if (request === null || this.#role.kind !== 'following') return false;
    const answer = await reads.answer(doorAt, request).catch((error: unknown) => {
      if (!(error instanceof StoreUnavailableError)) onError('a read while another gateway leads', error);
      return null;
    });
    if (answer === null) return false;
    await respond(answer, reads.clock);
    return true;
  }

  /**
   * Sends a request to whoever leads. One that was not reached saw nothing of it: it is sent again, once it is known
   * who leads now. Answers whether it was sent.
   */
  async #send(
    request: IncomingMessage,
    response: ServerResponse,
    { body, isForwarded }: { readonly body: Buffer | null; readonly isForwarded: boolean },
  ): Promise<boolean> {
    const headers = this.#parts.mark.headersFor(request);
    const maxWaitMs = Math.max(2 * this.#parts.leaseMs, this.#parts.settings.store.timeout_seconds * 1_000);
    const deadline = performance.now() + maxWaitMs;
    while (!isForwarded && !this.#isClosed && performance.now() < deadline) {
      const leader = this.#leader();
      try {
        if (leader !== null) {
          await this.#peers.forward(leader, { request, headers, body }, response);
          return true;
        }
      } catch (error) {
        if (!(error instanceof PeerUnreachableError)) return response.headersSent;
      }
      // What is read from the request itself can be sent once alone.
      if (leader !== null && body === null && request.readableDidRead) return false;
      await sleep(RETRY_MS);
    }
    return false;
  }

  /** Who answers now: this gateway too, once it leads. */
  #leader(): OtherGateway | null {
    if (this.#role.kind === 'following') return this.#role.leader;
    return this.#role.kind === 'leading' ? { url: this.#url, certificate: null } : null;
  }
}
