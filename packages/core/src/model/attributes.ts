import type { Attributes, Json } from './secret.ts';

/** Attributes of one dialect to set among those it has. */
export interface AttributeChange {
  readonly dialect: string;
  readonly set: { readonly [key: string]: Json };
}

/** The bag with the change made; the same bag where there is none. */
export function withAttributes(attributes: Attributes, change: AttributeChange | undefined): Attributes {
  if (change === undefined) return attributes;
  return { ...attributes, [change.dialect]: { ...attributes[change.dialect], ...change.set } };
}
