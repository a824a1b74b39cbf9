import { type AccessCredentialKind, findAccessCredential, type Identity, type Services } from '@dragoman/core';
import type { PresentedCredential } from '@dragoman/protocol-kit';

import type { Claim } from './journal-record.ts';
import { HIDDEN } from './secret-redactor.ts';

/** The shortest text that may be a token, in characters. */
const MIN_TOKEN = 16;

/** Whose the presented credentials are, verified or not. */
export class CredentialOwners {
  readonly #services: Pick<Services, 'identities' | 'sealer'>;

  constructor(services: Pick<Services, 'identities' | 'sealer'>) {
    this.#services = services;
  }

  /** The first of it that is somebody's. */
  async claim(presented: readonly PresentedCredential[]): Promise<Claim | null> {
    for (const accessCredential of presented) {
      const identity = await this.#owner(accessCredential.kind, accessCredential.presented);
      if (identity !== null) return { ...accessCredential, identityId: identity.id, identityName: identity.name };
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
    if (text.length < MIN_TOKEN) return false;
    const owners = await Promise.all([this.#owner('token', text), this.#owner('user-token', text)]);
    return owners.some((owner) => owner !== null);
  }

  /** Nobody, where the store fails: what that means for requests is not for who looks on to tell. */
  async #owner(kind: AccessCredentialKind, presented: string): Promise<Identity | null> {
    try {
      return (await findAccessCredential(this.#services, kind, presented))?.identity ?? null;
    } catch {
      return null;
    }
  }
}
