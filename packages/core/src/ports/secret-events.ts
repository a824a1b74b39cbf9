import type { SecretEvent } from '../model/secret-event.ts';

/**
 * Who wants to hear of what happens to secrets. What somebody wants is written down in the very operation that makes it
 * happen and handed on afterwards, at least once; what nobody wants costs nothing but this question.
 */
export interface SecretEvents {
  /** Asked on every write, inside of it: looks at nothing but the event. */
  isSubscribed(event: SecretEvent): boolean;
}

/** Nobody listens. */
export const NO_LISTENERS: SecretEvents = { isSubscribed: () => false };
