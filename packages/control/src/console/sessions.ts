import type { IncomingHttpHeaders } from 'node:http';

import { type Clock, newKey } from '@dragoman/core';

/** How long a login holds, in milliseconds. */
const MAX_AGE_MS = 12 * 3_600_000;

/** How many logins are kept; the oldest goes first. */
const MAX_SESSIONS = 1_000;

/**
 * Who has logged in with the control token. A browser keeps the id of its session alone, in a cookie that no script
 * reads and no other site's page sends.
 */
export class Sessions {
  readonly #clock: Clock;
  /** Cookies do not tell ports apart: two gateways on one machine are to have one each. */
  readonly #cookie = `dragoman-${newKey().toString('hex').slice(0, 8)}`;
  readonly #endsAt = new Map<string, number>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Begins a session. @returns the cookie to set */
  open(isSecure: boolean): string {
    const id = newKey().toString('base64url');
    const [oldest] = this.#endsAt.keys();
    if (oldest !== undefined && this.#endsAt.size >= MAX_SESSIONS) this.#endsAt.delete(oldest);
    this.#endsAt.set(id, this.#clock.now() + MAX_AGE_MS);
    return this.#withAttributes(id, isSecure);
  }

  /** Ends the session of a request. @returns the cookie that takes its own away */
  close(headers: IncomingHttpHeaders, isSecure: boolean): string {
    this.#endsAt.delete(this.#idIn(headers));
    return `${this.#withAttributes('', isSecure)}; Max-Age=0`;
  }

  /** Whether a request belongs to a session that holds. */
  has(headers: IncomingHttpHeaders): boolean {
    const endsAt = this.#endsAt.get(this.#idIn(headers));
    return endsAt !== undefined && this.#clock.now() < endsAt;
  }

  #withAttributes(id: string, isSecure: boolean): string {
    return `${this.#cookie}=${id}; Path=/_dragoman; HttpOnly; SameSite=Strict${isSecure ? '; Secure' : ''}`;
  }

  #idIn({ cookie = '' }: IncomingHttpHeaders): string {
    const prefix = `${this.#cookie}=`;
    const own = cookie.split('; ').find((one) => one.startsWith(prefix));
    return own?.slice(prefix.length) ?? '';
  }
}
