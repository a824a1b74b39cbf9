import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

import { CONTROL_PREFIX } from '@dragoman/control/server';
import { StoreUnavailableError } from '@dragoman/core';
import { environmentClock, systemClock, type VirtualClock } from '@dragoman/environment';
import type { Door } from '@dragoman/protocol-kit';
import {
  type DoorRequest,
  isBelow,
  type OtherGateway,
  type PeerConnections,
  PeerUnreachableError,
  readForDoor,
} from '@dragoman/server';
import type { Leader } from '@dragoman/store-postgres';

import type { Settings } from '../config/schema.ts';
import type { Serving } from '../serving.ts';
import type { ForwardedMark } from './forwarded.ts';
import type { LocalReads } from './local-reads.ts';
import { asksForRequests, isExchange, type SharedJournal } from './shared-journal.ts';
import { unavailableDoors } from './unavailable-doors.ts';
import { writeJson } from './write-json.ts';

/** What a gateway does with a request. */
export type Role =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'leading'; readonly serving: Serving; readonly fence: number }
  | { readonly kind: 'following'; readonly leader: Leader };

/** What requests at one of several gateways are answered with. */
export interface MemberRequestsParts {
  readonly settings: Settings;
  readonly mark: ForwardedMark;
  readonly leaseMs: number;
  readonly onError: (where: string, error: unknown) => void;
  /** What this gateway answers while another one leads. */
  readonly reads: LocalReads;
  readonly journal: SharedJournal;
  readonly peers: PeerConnections;
  /** What this gateway does now. */
  readonly role: () => Role;
  /** By which the others reach this gateway. */
  readonly url: () => string;
}

/** A request as it came in. */
interface ReceivedRequest {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** Whether another gateway sent it. */
  readonly isForwarded: boolean;
}

const RETRY_MS = 50;
const NO_LEADER = 'no gateway leads: ask again';

/** Answers requests at one of several gateways: itself, or by the one that leads. */
export class MemberRequests {
  readonly #parts: MemberRequestsParts;
  readonly #clock: VirtualClock;
  #doors: readonly Door[] | null = null;
  #isClosed = false;

  constructor(parts: MemberRequestsParts) {
    this.#parts = parts;
    this.#clock = environmentClock(parts.settings, systemClock);
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

  /** No request is sent again from here on. */
  close(): void {
    this.#isClosed = true;
  }

  #serving(): Serving | null {
    const role = this.#parts.role();
    return role.kind === 'leading' ? role.serving : null;
  }

  /** What takes more than the gateway that leads, or is asked of one that does not. */
  async #answer(serving: Serving | null, received: ReceivedRequest): Promise<void> {
    const { request, response, isForwarded } = received;
    const { journal } = this.#parts;
    if (isForwarded && isExchange(request.url ?? '/')) await journal.exchange(serving, request, response);
    else if (serving !== null) await journal.answer(serving, request, response);
    else await this.#pass(received);
  }

  /**
   * Answers a read here; anything else by the gateway that leads, or in the cloud's words for a service that is away.
   */
  async #pass(received: ReceivedRequest): Promise<void> {
    const { request, response, isForwarded } = received;
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
    if (await this.#send(received, forDoor?.request.body ?? null)) return;
    const door = forDoor === null ? undefined : this.#doors[forDoor.doorAt];
    if (forDoor === null || door === undefined)
      writeJson(response, 503, { error: 'unavailable', message: NO_LEADER, ready: false });
    else await forDoor.respond(await door.handle(forDoor.request), clock);
  }

  /** Answers a read from the database itself, where it can; answers whether it did. */
  async #answerHere({ doorAt, request, respond }: DoorRequest): Promise<boolean> {
    const { reads, role, onError } = this.#parts;
    if (request === null || role().kind !== 'following') return false;
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
  async #send({ request, response, isForwarded }: ReceivedRequest, body: Buffer | null): Promise<boolean> {
    const { mark, peers, leaseMs, settings } = this.#parts;
    const headers = mark.headersFor(request);
    const deadline = performance.now() + Math.max(2 * leaseMs, settings.store.timeout_seconds * 1_000);
    while (!isForwarded && !this.#isClosed && performance.now() < deadline) {
      const leader = this.#leader();
      try {
        if (leader !== null) {
          await peers.forward(leader, { request, headers, body }, response);
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
    const role = this.#parts.role();
    if (role.kind === 'following') return role.leader;
    return role.kind === 'leading' ? { url: this.#parts.url(), certificate: null } : null;
  }
}
