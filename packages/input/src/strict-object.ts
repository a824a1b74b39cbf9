import { type TObject, type TProperties, Type } from '@sinclair/typebox';

/** An object that may hold nothing but what is declared. */
export function strictObject<Properties extends TProperties>(
  properties: Properties,
  options: { readonly description?: string; readonly minProperties?: number } = {},
): TObject<Properties> {
  return Type.Object(properties, { additionalProperties: false, ...options });
}
