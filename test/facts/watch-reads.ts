/** Tells which members of their inputs operations read. */
import { limitsOf, type Schema } from './schema-limits.ts';

/** What of an operation is watched: what it runs, and what it checks permissions by. */
export interface ReadableOperation {
  readonly name: string;
  readonly input: Schema;
  run(context: never, input: never): unknown;
  readonly checks?: unknown;
}

/** Reads of the members of inputs, by the operation, from {@link watchReads} on. */
export interface WatchedReads {
  /**
   * Paths of members that the operation did not ask for in any call, whether they were given or not; `[]` stands for
   * each item of a list. A copy of all members reads those that were given. A member that can have one value alone is
   * decided by the schema.
   */
  unread(name: string): readonly string[];
  stop(): void;
}

/** What stands behind each value that is watched. */
const TARGETS = new WeakMap<object, object>();

export function watchReads(operations: readonly ReadableOperation[]): WatchedReads {
  const reads = new Map<string, Set<string>>();
  const restore = operations.map((operation) => {
    const seen = new Set<string>();
    reads.set(operation.name, seen);
    return watch(operation, seen);
  });
  const { structuredClone: clone } = globalThis;
  // Stores copy what they keep, and no proxy can be copied.
  globalThis.structuredClone = (value, options) => clone(unwatched(value) as typeof value, options);
  return {
    unread(name) {
      const input = operations.find((operation) => operation.name === name)?.input;
      if (input === undefined) throw new Error(`no operation is called ${name}`);
      const members = limitsOf(input).filter(({ limit }) => (limit['enum'] as unknown[] | undefined)?.length !== 1);
      return members.map(({ path }) => path).filter((path) => reads.get(name)?.has(path) !== true);
    },
    stop() {
      for (const back of restore) back();
      globalThis.structuredClone = clone;
    },
  };
}

function watch(operation: ReadableOperation, seen: Set<string>): () => void {
  const own: Readonly<Record<string, unknown>> = { ...operation };
  const watching =
    (act: unknown) =>
    (context: unknown, input: unknown): unknown =>
      Reflect.apply(act as () => unknown, operation, [context, watched(input, '', seen)]);
  for (const [key, act] of Object.entries({ run: own['run'], checks: own['checks'] }))
    if (typeof act === 'function') Object.assign(operation, { [key]: watching(act) });
  return () => {
    Object.assign(operation, own);
  };
}

/** The same value; the path of each member is noted as it is read. */
function watched(value: unknown, path: string, seen: Set<string>): unknown {
  if (!isPlain(value)) return value;
  const note = (target: object, name: string): string => {
    const at = Array.isArray(target) ? `${path}[]` : `${path}${path === '' ? '' : '.'}${name}`;
    seen.add(at);
    return at;
  };
  const proxy = new Proxy(value, {
    get(target, name, receiver) {
      const member: unknown = Reflect.get(target, name, receiver);
      if (typeof name === 'symbol' || (Array.isArray(target) && !/^\d+$/.test(name))) return member;
      return watched(member, note(target, name), seen);
    },
    has(target, name) {
      if (typeof name === 'string') note(target, name);
      return Reflect.has(target, name);
    },
  });
  TARGETS.set(proxy, value);
  return proxy;
}

/** Whether it has members of its own: a list or an object that JSON made, not bytes. */
function isPlain(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  return Array.isArray(value) || Object.getPrototypeOf(value) === null || value.constructor === Object;
}

function unwatched(value: unknown): unknown {
  if (!isPlain(value)) return value;
  const target = TARGETS.get(value) ?? value;
  if (Array.isArray(target)) return target.map(unwatched);
  return Object.fromEntries(Object.entries(target).map(([name, member]) => [name, unwatched(member)]));
}
