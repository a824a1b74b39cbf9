import type { InventorySecret } from '../model/inventory.ts';
import type { Action } from './target-state.ts';

/** What somebody wants otherwise than the rules decide: a name at the target, or what is done with a secret. */
export interface SecretEdit {
  readonly name?: string;
  readonly action?: Action;
}

/** Edits by secret, as {@link editKeyOf} calls it. */
export type SecretEdits = ReadonlyMap<string, SecretEdit>;

export const NO_EDITS: SecretEdits = new Map();

/** What edits call a secret by. */
export function editKeyOf({ name, id }: Pick<InventorySecret, 'name' | 'id'>): string {
  return JSON.stringify([name, id]);
}
