import { PolicyDocumentError, glob } from '@dragoman/protocol-kit';

import { type Path } from './document-error.ts';
import { POLICY_ERRORS } from './messages.ts';

/** What a check is about, taken apart. */
export interface ResourceName {
  readonly whole: string;
  /** Service, region, domain and type, in small letters. */
  readonly owner: readonly string[];
  /** What follows the fourth colon. */
  readonly path: string;
}

/** What an operation is about that is about no resource. */
export const NO_RESOURCE = '*';

/** How many parts stand before the path. */
const OWNER_PARTS = 4;

/** Takes `service:region:domain:type:path` apart. */
export function resourceName(whole: string): ResourceName {
  const parts = whole.split(':');
  if (parts.length <= OWNER_PARTS) return { whole, owner: [], path: '' };
  return {
    whole,
    owner: parts.slice(0, OWNER_PARTS).map((part) => part.toLowerCase()),
    path: parts.slice(OWNER_PARTS).join(':'),
  };
}

/**
 * Which resources a statement is about. Service, region, domain and type are compared without case, as the vendor's own
 * samples have `KMS:*:*:KeyId:…` beside `kms:…` in its URNs; the path with case.
 * @param wildcards `?` is one in identity policies alone
 * @throws PolicyDocumentError
 */
export function resourcePattern(
  pattern: string,
  wildcards: '*' | '*?',
  path: Path,
): (resource: ResourceName) => boolean {
  if (pattern === NO_RESOURCE) return () => true;
  const given = resourceName(pattern);
  if (given.owner.length === 0) {
    if (wildcards === '*' || !pattern.includes('*')) throw new PolicyDocumentError(path, POLICY_ERRORS.resourceForm);
    const whole = glob(pattern, wildcards);
    return (resource) => whole(resource.whole);
  }
  const owner = given.owner.map((part) => (part === '*' ? null : glob(part, wildcards)));
  const name = glob(given.path, wildcards);
  return (resource) =>
    name(resource.path) && owner.every((matches, index) => matches?.(resource.owner[index] ?? '') ?? true);
}
