import { createSecureContext, type SecureContext } from 'node:tls';

import type { Clock } from '@dragoman/core';

import type { Authority, KeyAndCertificate, LeafCertificate } from './authority.ts';
import { type HostNames, maySign, type SigningNames } from './names.ts';

/** How many certificates are kept: clients call few hosts, and one that makes up names gains nothing. */
const MAX_CACHED = 64;

/** The names that certificates are made for. */
export interface CertificateNames {
  readonly own: HostNames;
  readonly signing: SigningNames;
}

/**
 * What a client sees that asks for a host by name: `own` and `none` both show the own certificate, which `none` does
 * not fit.
 */
export type HostCertificate = SecureContext | 'own' | 'none';

/** The certificates that an authority signed lately, each until it is renewed. */
export class Certificates {
  readonly #authority: Authority;
  readonly #names: CertificateNames;
  readonly #clock: Clock;
  readonly #kept = new Map<string, { readonly context: SecureContext; readonly leaf: LeafCertificate }>();
  #own: LeafCertificate | null = null;

  constructor(authority: Authority, names: CertificateNames, clock: Clock) {
    this.#authority = authority;
    this.#names = names;
    this.#clock = clock;
  }

  /** The same object until it is renewed. */
  own(): KeyAndCertificate {
    if (this.#own === null || !this.#isUsable(this.#own)) this.#own = this.#authority.issue(this.#names.own);
    return this.#own;
  }

  /** @param name as the client sent it */
  forHost(name: string): HostCertificate {
    const host = name.toLowerCase();
    if (this.#names.own.domains.includes(host)) return 'own';
    if (!maySign(this.#names.signing, host)) return 'none';
    const kept = this.#kept.get(host);
    this.#kept.delete(host);
    const found = kept !== undefined && this.#isUsable(kept.leaf) ? kept : this.#issued(host);
    // A map keeps the order of insertion: its first is the one that nobody asked for the longest.
    this.#kept.set(host, found);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > MAX_CACHED && oldest !== undefined) this.#kept.delete(oldest);
    return found.context;
  }

  #issued(host: string) {
    const leaf = this.#authority.issue({ domains: [host], addresses: [] });
    return { context: createSecureContext({ key: leaf.key, cert: leaf.cert }), leaf };
  }

  /** A machine's clock may be set either way. */
  #isUsable({ usableFrom, renewAt }: LeafCertificate): boolean {
    const now = this.#clock.now();
    return usableFrom <= now && now < renewAt;
  }
}
