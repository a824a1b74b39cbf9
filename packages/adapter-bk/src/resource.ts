/** What an input is about, as the client named it: its id, else its name. */
export function resourceOf(input: unknown): string | null {
  const { id, name } = input as { readonly id?: unknown; readonly name?: unknown };
  const named = id ?? name;
  return typeof named === 'string' || typeof named === 'number' ? String(named) : null;
}
