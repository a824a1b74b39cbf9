import { Type } from '@sinclair/typebox';

/** As many as no vendor attaches to one identity. */
const MAX_ATTACHED = 1_000;

/** A policy document of a vendor's, as it is; its grammar is checked apart. */
export const policyDocument = Type.Record(Type.String(), Type.Unknown(), {
  description: "a policy document, in the vendor's own grammar",
});

/** A document, or the name of one. */
export const policyReference = Type.Union([Type.String({ minLength: 1, maxLength: 128 }), policyDocument], {
  description: 'the name of a policy, of these seeds or of those that the vendor has ready, or a document',
});

/** The policies that are attached to somebody. */
export const policyList = (description: string) =>
  Type.Optional(Type.Array(policyReference, { maxItems: MAX_ATTACHED, description }));
