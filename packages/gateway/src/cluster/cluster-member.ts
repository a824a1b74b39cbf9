import type { RequestListener } from 'node:http';

import type { GatewayInfo } from '@dragoman/control/server';
import { StoreUnavailableError } from '@dragoman/core';
import type { Done } from '@dragoman/environment';
import type { Outcome } from '@dragoman/protocol-kit';
import { PeerConnections } from '@dragoman/server';
import type { Leader, Leadership } from '@dragoman/store-postgres';

import type { Settings } from '../config/schema.ts';
import type { Serving } from '../serving.ts';
import type { ForwardedMark } from './forwarded.ts';
import type { LocalReads } from './local-reads.ts';
import { MemberRequests, type Role } from './member-requests.ts';
import { peerUrl } from './peer-url.ts';
import { SharedJournal } from './shared-journal.ts';

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

/** How many times in a lease it is renewed, or looked whether it ran out. */
const LOOKS_PER_LEASE = 4;

/**
 * One of several gateways over a state. One of them leads: it answers, and does what falls due. The others send what
 * they are asked on to it, so that all answers come from one place; and one of them leads next when it is gone.
 */
export class ClusterMember {
  readonly #parts: ClusterMemberParts;
  readonly #peers = new PeerConnections();
  readonly #journal: SharedJournal;
  readonly #requests: MemberRequests;
  #role: Role = { kind: 'waiting' };
  #url = '';
  #leadership: Leadership | null = null;
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> = Promise.resolve();
  #opening: Promise<void> | null = null;
  #isClosed = false;

  constructor(parts: ClusterMemberParts) {
    this.#parts = parts;
    this.#journal = new SharedJournal({
      ...parts,
      answered: parts.reads.answered,
      peers: this.#peers,
      members: async () => (await this.#leadership?.members()) ?? [],
      removeLost: async (id) => (await this.#leadership?.removeLost(id)) ?? [],
    });
    this.#requests = new MemberRequests({
      ...parts,
      journal: this.#journal,
      peers: this.#peers,
      role: () => this.#role,
      url: () => this.#url,
    });
  }

  get handle(): RequestListener {
    return this.#requests.handle;
  }

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
    this.#requests.close();
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
}
