import type { IncomingMessage, ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';

import { CONTROL_PREFIX } from '@dragoman/control/server';
import type { Outcome, WireRequest } from '@dragoman/protocol-kit';
import { isBelow, type OtherGateway, type PeerConnections, PeerUnreachableError } from '@dragoman/server';
import type { ListedMember, LostMember } from '@dragoman/store-postgres';

import type { Serving } from '../serving.ts';
import type { AnsweredBatch, AnsweredReads } from './answered-reads.ts';
import type { ForwardedMark } from './forwarded.ts';
import { writeJson } from './write-json.ts';

/** What the journal of all gateways is made with. */
export interface SharedJournalParts {
  /** Of this gateway. */
  readonly id: string;
  readonly mark: ForwardedMark;
  readonly peers: PeerConnections;
  readonly certificate: () => Promise<string | null>;
  /** What this gateway answered while another one led. */
  readonly answered: AnsweredReads;
  /** Counts what another gateway answered, beside the journal. */
  readonly count: (outcome: Outcome) => void;
  readonly members: () => Promise<readonly ListedMember[]>;
  /** Takes those off the list that were not heard of for long. @param id of one that is known to be gone, if any */
  readonly removeLost: (id?: string) => Promise<readonly LostMember[]>;
}

/** Where a gateway hands over what it answered, to one that has the root key. */
const ANSWERED_PATH = `${CONTROL_PREFIX}/cluster/answered`;

/** How long a gateway may take to hand over what it answered, in milliseconds. One that is stopped takes longer. */
const TIMEOUT_MS = 2_000;

/** How often whoever follows the journal is shown what other gateways answered, in milliseconds. */
const FOLLOW_MS = 1_000;

/** Control calls that show what was asked of all gateways. */
const ASKS_FOR_REQUESTS = /^\/(journal|receipt|verify|explain|metrics)\b/;

/** What is left of a request that another gateway answered: it was no rejected one. */
const AS_ANSWERED: WireRequest = { method: '', path: '', query: '', headers: {}, body: Buffer.alloc(0) };

/** Whether a control call is to know what other gateways answered before it came. */
export function asksForRequests(target: string): boolean {
  return target.startsWith(CONTROL_PREFIX) && ASKS_FOR_REQUESTS.test(target.slice(CONTROL_PREFIX.length));
}

/** Whether a gateway asks for, or hands over, what was answered. */
export function isExchange(target: string): boolean {
  return target.startsWith(ANSWERED_PATH);
}

/**
 * The journal of all gateways: each keeps what it answered, until the one that leads asks for it. What is asked for is
 * let go of with the next question; a gateway that ends in good order hands over the rest.
 */
export class SharedJournal {
  readonly #parts: SharedJournalParts;
  /** By the id of a gateway, up to which it handed over. */
  readonly #handedOver = new Map<string, number>();
  /** Of how many requests that a gateway has it was said that they are lost: it did not answer in time. */
  readonly #missed = new Map<string, number>();
  #collecting: Promise<void> = Promise.resolve();

  constructor(parts: SharedJournalParts) {
    this.#parts = parts;
  }

  /** Begins with what there is, as this gateway leads. Answers how many requests are gone. @param before who led */
  async begin(serving: Serving, before: string | null): Promise<number> {
    const { id, answered, members } = this.#parts;
    const rest = (await members()).filter((member) => member.id !== id);
    const lost = await this.#removeLost(before ?? undefined);
    // Where nobody was there before, the journal begins.
    if (before !== null || rest.length > 0) serving.environments.root.journal.lose(lost);
    this.#take(serving, id, answered.takeAfter(0));
    return lost;
  }

  /** Lets the gateway that leads answer a control call that is to know what others answered before it came. */
  async answer(serving: Serving, request: IncomingMessage, response: ServerResponse): Promise<void> {
    await this.#collect(serving);
    if (isBelow(request.url ?? '', `${CONTROL_PREFIX}/journal/follow`)) {
      const timer = setInterval(() => void this.#collect(serving).catch(() => undefined), FOLLOW_MS).unref();
      response.once('close', () => {
        clearInterval(timer);
      });
    }
    serving.handle(request, response);
  }

  /** Hands over what this gateway answered, or takes over what another one did. @param serving where this one leads */
  async exchange(serving: Serving | null, request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method === 'GET') {
      const after = Number(/\?after=(\d+)$/.exec(request.url ?? '')?.[1] ?? 0);
      writeJson(response, 200, this.#parts.answered.takeAfter(after));
      return;
    }
    const { id, batch } = (await json(request)) as { readonly id: string; readonly batch: AnsweredBatch };
    if (serving !== null) this.#take(serving, id, batch);
    writeJson(response, serving === null ? 503 : 200, {});
  }

  /** Hands everything over as this gateway ends. Answers of how many requests the record goes with it. */
  async end(leader: OtherGateway): Promise<number> {
    const { id, answered, mark, peers } = this.#parts;
    const { size } = answered;
    if (size === 0) return 0;
    const body = { id, batch: answered.takeAfter(0) };
    const headers = mark.headersToAsk('POST', ANSWERED_PATH);
    return peers.ask(leader, { path: ANSWERED_PATH, headers, body, timeoutMs: TIMEOUT_MS }).then(
      () => 0,
      () => size,
    );
  }

  /** Asks every gateway for what it answered until now. */
  #collect(serving: Serving): Promise<void> {
    const { members, id } = this.#parts;
    this.#collecting = this.#collecting
      .catch(() => undefined)
      .then(async () => {
        serving.environments.root.journal.lose(await this.#removeLost());
        const rest = (await members()).filter((member) => member.id !== id);
        await Promise.all(rest.map((member) => this.#collectFrom(serving, member)));
      });
    return this.#collecting;
  }

  async #collectFrom(serving: Serving, { id, url, requests }: ListedMember): Promise<void> {
    const { peers, mark, certificate } = this.#parts;
    const { journal } = serving.environments.root;
    const path = `${ANSWERED_PATH}?after=${this.#handedOver.get(id) ?? 0}`;
    const question = { path, headers: mark.headersToAsk('GET', path), timeoutMs: TIMEOUT_MS };
    try {
      const batch = await peers.ask({ url, certificate: await certificate() }, question);
      this.#take(serving, id, batch as AnsweredBatch);
    } catch (error) {
      if (error instanceof PeerUnreachableError) {
        journal.lose(await this.#removeLost(id));
        return;
      }
      const missed = this.#missed.get(id) ?? 0;
      journal.lose(Math.max(0, requests - missed));
      this.#missed.set(id, Math.max(requests, missed));
    }
  }

  #take({ environments: { root } }: Serving, id: string, { outcomes, last, dropped }: AnsweredBatch): void {
    const known = this.#handedOver.get(id) ?? 0;
    this.#handedOver.set(id, last);
    for (const outcome of outcomes.slice(Math.max(0, outcomes.length - (last - known)))) {
      root.journal.writer.record(outcome, AS_ANSWERED);
      this.#parts.count(outcome);
    }
    root.journal.lose(dropped);
  }

  /** Answers how many requests went with gateways that ended. */
  async #removeLost(gone?: string): Promise<number> {
    let lost = 0;
    for (const { id, requests } of await this.#parts.removeLost(gone)) {
      lost += Math.max(0, requests - (this.#missed.get(id) ?? 0));
      this.#handedOver.delete(id);
      this.#missed.delete(id);
    }
    return lost;
  }
}
