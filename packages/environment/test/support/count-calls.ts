/** An object whose methods are counted, to tell how much work something is on every machine alike. */
export function countCalls<Target extends object>(
  target: Target,
): { readonly counted: Target; readonly calls: () => number } {
  let calls = 0;
  const counted = new Proxy(target, {
    get(object, name) {
      const member: unknown = Reflect.get(object, name);
      if (typeof member !== 'function') return member;
      return (...args: readonly unknown[]): unknown => {
        calls += 1;
        return Reflect.apply(member, object, args);
      };
    },
  });
  return { counted, calls: () => calls };
}
