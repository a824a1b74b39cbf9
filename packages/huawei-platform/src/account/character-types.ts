const TYPES = [/[a-z]/, /[A-Z]/, /[0-9]/, /[^a-zA-Z0-9]/];

/** How many of the four types of characters are in the text: small and capital letters, digits, and any other. */
export function characterTypes(text: string): number {
  return TYPES.filter((type) => type.test(text)).length;
}
