import type { SecretValue } from '@dragoman/core';
import { ConfigError } from '@dragoman/input';

import { CloudError } from '../../clients/cloud-error.ts';
import type { SecretDraft } from '../draft.ts';

/** Reads one value from a service. */
export type LiveReader = (secret: SecretDraft, version: string) => Promise<SecretValue | null>;

/** The secret with a way to each of its values; a service gives none of a secret that is not enabled. */
export function withReaders(secret: SecretDraft, read: LiveReader): SecretDraft {
  const isReadable = secret.state === undefined || secret.state === 'enabled';
  return {
    ...secret,
    versions: (secret.versions ?? []).map((version) =>
      isReadable
        ? { ...version, read: () => orNone(secret.file, read(secret, version.id)) }
        : { ...version, isOutOfReach: true },
    ),
  };
}

/** A value that the service rejects to give cannot be had; any other problem is one of this run. */
async function orNone(path: string, value: Promise<SecretValue | null>): Promise<SecretValue | null> {
  return value.catch((error: unknown) => {
    if (!(error instanceof CloudError)) throw error;
    if (error.kind === 'rejected') return null;
    throw new ConfigError(`${path}: ${error.message}`, { cause: error });
  });
}
