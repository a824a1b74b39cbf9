import { Type } from '@sinclair/typebox';

/** The agency that a request asks to act for, by the domain that gave it. */
export const assumedRole = Type.Object({
  agency_name: Type.String({ minLength: 1, maxLength: 64 }),
  domain_name: Type.Optional(Type.String()),
  domain_id: Type.Optional(Type.String()),
});
