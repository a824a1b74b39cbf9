/**
 * Tells for each kind of event whether it is time to speak of one: not more often than every so many milliseconds.
 * Answers how many were passed over since the last one, or `null` to pass over this one too.
 */
export function rateLimit(everyMs: number, now: () => number): (kind: string) => number | null {
  const kinds = new Map<string, { readonly at: number; passedOver: number }>();
  return (kind) => {
    const last = kinds.get(kind);
    if (last !== undefined && now() - last.at < everyMs) {
      last.passedOver += 1;
      return null;
    }
    kinds.set(kind, { at: now(), passedOver: 0 });
    return last?.passedOver ?? 0;
  };
}
