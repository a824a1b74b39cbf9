import {
  andThen,
  attempt,
  type Awaitable,
  CURRENT,
  type Credential,
  DomainError,
  type Secret,
  type Services,
  credentialFromText,
  readSecretValue,
} from '@dragoman/core';

/**
 * The credential that a secret holds, whatever state another door gave it: JOB has no states, so what exists is shown.
 * One whose value cannot be read, as its key is disabled or gone, looks like a secret key.
 */
export function readCredential(
  services: Pick<Services, 'secrets' | 'keys' | 'clock' | 'sealer'>,
  { vault, id }: Secret,
): Awaitable<Credential> {
  const request = {
    ref: { vault, id },
    selector: { label: CURRENT },
    allowPendingDeletion: true,
    allowNotEnabled: true,
  };
  return attempt<Credential>(
    () => andThen(readSecretValue(services, request), ({ value }) => credentialFromText(value.data)),
    (error) => {
      if (error instanceof DomainError) return { type: 'SECRET_KEY', slots: {} };
      throw error;
    },
  );
}
