import { performance } from 'node:perf_hooks';

import type { Database } from './database.ts';

/** A gateway over the schema. */
export interface Member {
  readonly id: string;
  /** By which the others reach it. */
  readonly url: string;
  readonly version: string;
}

/** The gateway that works on the state, as another one knows it. */
export interface Leader {
  readonly id: string;
  readonly url: string;
  /** PEM of the authority that its https certificate is to be signed by; `null` where it is reached over http. */
  readonly certificate: string | null;
  /** Grows with every change of the leader. */
  readonly fence: number;
}

/** A gateway as it is listed. */
export interface ListedMember extends Member {
  readonly isLeader: boolean;
  /** How long ago it was heard of, in milliseconds by the database's clock. */
  readonly lagMs: number;
  /** Of how many requests it alone has the record. */
  readonly requests: number;
}

/** A gateway that ended without a word. */
export interface LostMember {
  readonly id: string;
  /** Of how many requests it alone had the record, when it was heard of last. */
  readonly requests: number;
}

/** What a gateway tells the others of itself. */
export interface MemberNotes {
  readonly certificate: string | null;
  /** Of how many requests it alone has the record. */
  readonly requests: number;
}

const ATTEMPT = `
  WITH seen AS (
    INSERT INTO gateway (id, url, version, requests, seen_at) VALUES ($1, $2, $3, $5, now())
    ON CONFLICT (id) DO UPDATE SET requests = excluded.requests, seen_at = excluded.seen_at
  )
  INSERT INTO lease (name, holder, url, certificate, requests, fence, expires_at)
  VALUES ('leader', $1, $2, $4, $5, 1, now() + $6 * interval '1 millisecond')
  ON CONFLICT (name) DO UPDATE SET
    fence = CASE WHEN lease.holder = excluded.holder THEN lease.fence ELSE lease.fence + 1 END,
    holder = excluded.holder, url = excluded.url, certificate = excluded.certificate, requests = excluded.requests,
    expires_at = excluded.expires_at
  WHERE lease.holder = excluded.holder OR lease.expires_at <= now()
  RETURNING fence`;
const LEADER = `SELECT holder AS id, url, certificate, fence FROM lease WHERE name = 'leader' AND expires_at > now()`;
const MEMBERS = `SELECT id, gateway.url, version, (extract(epoch FROM now() - seen_at) * 1000)::bigint AS "lagMs",
    coalesce(holder = id AND expires_at > now(), false) AS "isLeader", gateway.requests
  FROM gateway LEFT JOIN lease ON lease.name = 'leader' ORDER BY id`;
const LEAVE = `UPDATE gateway SET requests = $2, seen_at = 'epoch' WHERE id = $1`;
const RELEASE = `UPDATE lease SET expires_at = now() WHERE name = 'leader' AND holder = $1`;
const BURY = `DELETE FROM gateway WHERE id = $1 OR seen_at < now() - $2 * interval '1 millisecond'
  RETURNING id, requests`;
/** How many leases long a gateway that is not heard of any more is listed. */
const LISTED_LEASES = 4;

/**
 * Which of the gateways over a schema works on its state: the one that holds a lease by the database's clock. Nothing
 * is done on the state by one whose lease ran out, however long it was stopped in between: its own clock says so before
 * a statement, and the fence within each transaction.
 */
export class Leadership {
  readonly #db: Database;
  readonly #member: Member;
  readonly #leaseMs: number;

  /** @param db whose statements are only run while this gateway leads; attempts are free */
  constructor(db: Database, member: Member, leaseMs: number) {
    this.#db = db;
    this.#member = member;
    this.#leaseMs = leaseMs;
    db.lease = { fence: 0, until: 0 };
  }

  /**
   * Takes or renews the lease where no other gateway has it. Answers who leads; `null` where nobody does.
   * @throws StoreUnavailableError
   */
  async attempt({ certificate, requests }: MemberNotes): Promise<Leader | null> {
    const { id, url, version } = this.#member;
    const sentAt = performance.now();
    const [held] = await this.#db.always<{ readonly fence: number }>(
      ATTEMPT,
      ...[id, url, version, certificate, requests, this.#leaseMs],
    );
    if (held === undefined) return (await this.#db.always<Leader>(LEADER))[0] ?? null;
    this.#db.lease = { fence: held.fence, until: sentAt + this.#leaseMs };
    return { id, url, certificate, fence: held.fence };
  }

  /** The gateways that were heard of lately. */
  async members(): Promise<ListedMember[]> {
    const all = await this.#db.always<ListedMember>(MEMBERS);
    return all.filter(({ lagMs }) => lagMs < LISTED_LEASES * this.#leaseMs);
  }

  /**
   * Takes the gateways off the list that were not heard of for long.
   * @param id of one that is known to be gone, if any
   */
  async removeLost(id = ''): Promise<readonly LostMember[]> {
    return this.#db.rows<LostMember>(BURY, id, LISTED_LEASES * this.#leaseMs);
  }

  /** Lets another one lead at once. @param requests of how many requests the record goes with this gateway */
  async release(requests: number): Promise<void> {
    this.#db.lease = { fence: 0, until: 0 };
    await this.#db.always(LEAVE, this.#member.id, requests);
    if (requests === 0) await this.#db.always('DELETE FROM gateway WHERE id = $1', this.#member.id);
    await this.#db.always(RELEASE, this.#member.id);
  }
}
