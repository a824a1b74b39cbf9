import type { Json } from './secret.ts';
import type { VaultId } from './vault.ts';

/**
 * A thing of one dialect that is neither a secret nor a key (a subscription, a task, a grant, a record): the core keeps
 * it and never reads its body. What of the body is secret, the caller seals before it is kept, as a string of its own
 * with the context `[kind, vault, id]`: that is how it is found when the state goes to another root key.
 */
export interface DialectRecord<Body extends Json = Json> {
  readonly vault: VaultId;
  /** What sort of thing it is, `<dialect>.<sort>` by convention: ids are unique within vault and kind. */
  readonly kind: string;
  readonly id: string;
  readonly body: Body;
  /** Unix milliseconds. */
  readonly createdAt: number;
  /** When something has to be done about it, Unix milliseconds; `null` is never. */
  readonly dueAt: number | null;
  /** Grows by one with every commit; a commit names the revision it was decided on. */
  readonly revision: number;
}
