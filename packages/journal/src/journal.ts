import type { Services } from '@dragoman/core';
import type { PresentedCredential, WireRequest } from '@dragoman/protocol-kit';

import { CredentialOwners } from './credential-owners.ts';
import { JournalMemory } from './journal-memory.ts';
import { JournalReader } from './journal-reader.ts';
import { JournalWriter } from './journal-writer.ts';
import type { SecretRedactor } from './secret-redactor.ts';
import type { JournalSettings } from './settings.ts';

/** What a journal is made of. */
export interface JournalParts {
  readonly settings: JournalSettings;
  readonly services: Pick<Services, 'identities' | 'sealer'>;
  readonly redactor: SecretRedactor;
  /** What a request to a door presents to be found by. */
  readonly presentedTo: (door: string, request: WireRequest) => readonly PresentedCredential[];
}

/** The requests of one environment, as many as its bounds let it remember. */
export class Journal {
  readonly isEnabled: boolean;
  readonly writer: JournalWriter;
  readonly reader: JournalReader;
  readonly #memory: JournalMemory;

  constructor({ settings, services, redactor, presentedTo }: JournalParts) {
    const owners = new CredentialOwners(services);
    this.isEnabled = settings.enabled;
    this.#memory = new JournalMemory(settings);
    this.writer = new JournalWriter(this.#memory, { isEnabled: settings.enabled, owners, presentedTo });
    this.reader = new JournalReader(this.#memory, { services, owners, redactor });
  }

  /** So many requests were answered by a gateway that ended with its record of them. */
  lose(count: number): void {
    this.#memory.lose(count);
  }

  /** Forgets every entry; sequences go on. Answers how many there were. */
  clear(): number {
    return this.#memory.clear();
  }

  /** Ends what follows. */
  close(): void {
    this.#memory.close();
  }
}
