import { listSecretsByName, type Secret } from '@dragoman/core';
import type { Environment } from '@dragoman/environment';
import { invalidInput } from '@dragoman/input';

import { MESSAGES } from '../messages.ts';
import { allVaults, vaultNamed } from './find.ts';

/** Which secrets to list. */
export interface SecretQuery {
  readonly vault: string | undefined;
  /** A part of the name. */
  readonly name: string | undefined;
  readonly after: string | undefined;
  readonly limit: number;
}

/** A page of secrets, and where the next one begins; `null` on the last. */
export interface SecretPage {
  readonly secrets: readonly Secret[];
  readonly next: string | null;
}

/** Secrets of one vault or of all, by vault and name. @throws ControlError for an `after` that no page gave */
export async function listSecrets(environment: Environment, query: SecretQuery): Promise<SecretPage> {
  const [afterVault, afterName] = query.after === undefined ? [null, null] : cursorFrom(query.after);
  const vaults = query.vault === undefined ? await allVaults(environment) : [vaultNamed(environment, query.vault)];
  const found: Secret[] = [];
  for (const vault of vaults) {
    if (afterVault !== null && vault < afterVault) continue;
    const page = await listSecretsByName(environment.services, vault, {
      after: vault === afterVault ? afterName : null,
      limit: query.limit + 1 - found.length,
      ...(query.name !== undefined && { where: ({ name }: Secret) => name.includes(query.name ?? '') }),
    });
    found.push(...page.secrets);
    if (found.length > query.limit) break;
  }
  const secrets = found.slice(0, query.limit);
  const last = secrets.at(-1);
  return { secrets, next: found.length > query.limit && last !== undefined ? cursorOf(last) : null };
}

function cursorOf({ vault, name }: Secret): string {
  return Buffer.from(JSON.stringify([vault, name])).toString('base64url');
}

function cursorFrom(text: string): readonly [vault: string, name: string] {
  try {
    const [vault, name] = JSON.parse(Buffer.from(text, 'base64url').toString()) as unknown[];
    if (typeof vault === 'string' && typeof name === 'string') return [vault, name];
  } catch {
    // Told below.
  }
  throw invalidInput(MESSAGES.wrongAfter, { field: 'after' });
}
