import { Type } from '@sinclair/typebox';

/** What a text field takes: any JSON scalar stands for its text. */
export type Scalar = string | number | boolean | null;

export const textField = Type.Optional(Type.Unsafe<Scalar>({ type: ['string', 'number', 'boolean', 'null'] }));

/** A whole number, or its text; blank text is absent. */
export const longField = Type.Optional(
  Type.Unsafe<string | number | null>({ type: ['string', 'number', 'null'], pattern: '^\\s*([+-]?\\d+)?\\s*$' }),
);

/** A field as the service binds it; `null` when absent or null. */
export function textOf(value: Scalar | undefined): string | null {
  return value === undefined || value === null ? null : String(value);
}

/** What a {@link longField} holds; `null` when absent, null or blank. */
export function numberOf(value: Scalar | undefined): number | null {
  const text = textOf(value);
  return text === null || isBlank(text) ? null : Math.trunc(Number(text));
}

export function isBlank(text: string | null): boolean {
  return text === null || text.trim() === '';
}
