import { type Identity, type ProofKind, type Services, findProof } from '@dragoman/core';
import type { ShownProof } from '@dragoman/protocol-kit';

import { HIDDEN } from './known-values.ts';
import type { Claim } from './recorded.ts';

/** The shortest text that may be a token, in characters. */
const SHORTEST_TOKEN = 16;

/** Who holds what a client shows, whether or not it proves anything. */
export class Holders {
  readonly #services: Pick<Services, 'identities' | 'sealer'>;

  constructor(services: Pick<Services, 'identities' | 'sealer'>) {
    this.#services = services;
  }

  /** The first of it that is somebody's. */
  async claim(shown: readonly ShownProof[]): Promise<Claim | null> {
    for (const proof of shown) {
      const identity = await this.#holder(proof.kind, proof.shown);
      if (identity !== null) return { ...proof, identityId: identity.id, identityName: identity.name };
    }
    return null;
  }

  /**
   * The text without the tokens that are parts of its path: stores know tokens by their hashes alone, and who asks for
   * one by name has it.
   */
  async withoutTokens(text: string): Promise<string> {
    const parts = await Promise.all(text.split('/').map(async (part) => ((await this.#isToken(part)) ? HIDDEN : part)));
    return parts.join('/');
  }

  async #isToken(text: string): Promise<boolean> {
    if (text.length < SHORTEST_TOKEN) return false;
    const holders = await Promise.all([this.#holder('token', text), this.#holder('user-token', text)]);
    return holders.some((holder) => holder !== null);
  }

  /** Nobody, where the store fails: what that means for requests is not for who looks on to tell. */
  async #holder(kind: ProofKind, shown: string): Promise<Identity | null> {
    return findProof(this.#services, kind, shown).then(
      (found) => found?.identity ?? null,
      () => null,
    );
  }
}
