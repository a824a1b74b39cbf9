import { percentDecode } from './text.ts';

/**
 * A REST route: a method, and a path whose `{name}` segments are parameters. A template may end in `/` to claim just
 * that form.
 */
export interface RestRoute {
  readonly method: string;
  readonly path: string;
}

/** A route that was found, with its parameters decoded. */
export interface RestMatch<Target> {
  readonly target: Target;
  readonly params: Readonly<Record<string, string>>;
}

interface Node<Target> {
  readonly fixed: Map<string, Node<Target>>;
  parameter: Node<Target> | null;
  /** By method. */
  readonly targets: Map<string, { readonly target: Target; readonly names: readonly string[] }>;
}

/**
 * Matches REST paths: a fixed segment wins over a parameter, and one slash at the end is ignored unless a template
 * has it. A parameter takes exactly one segment that is not empty.
 * @throws Error when two routes clash, or one names a parameter twice
 */
export function restMatcher<Target>(
  routes: Iterable<readonly [RestRoute, Target]>,
): (method: string, rawPath: string) => RestMatch<Target> | null {
  const root: Node<Target> = emptyNode();
  for (const [route, target] of routes) addRoute(root, route, target);
  return (method, rawPath) => {
    if (!rawPath.startsWith('/')) return null;
    const match = find(root, method, rawPath, 1, []);
    if (match !== null || !rawPath.endsWith('/')) return match;
    return find(root, method, rawPath.slice(0, -1), 1, []);
  };
}

/**
 * Matches RPC actions by name.
 * @throws Error when two actions bear one name
 */
export function rpcMatcher<Target>(actions: Iterable<readonly [string, Target]>): (action: string) => Target | null {
  const table = new Map<string, Target>();
  for (const [action, target] of actions) {
    if (table.has(action)) throw new Error(`action ${action} is routed twice`);
    table.set(action, target);
  }
  return (action) => table.get(action) ?? null;
}

function emptyNode<Target>(): Node<Target> {
  return { fixed: new Map(), parameter: null, targets: new Map() };
}

function addRoute<Target>(root: Node<Target>, route: RestRoute, target: Target): void {
  const names: string[] = [];
  let node = root;
  for (const segment of route.path.split('/').slice(1)) {
    const name = /^\{(.+)\}$/.exec(segment)?.[1];
    if (name !== undefined && names.includes(name))
      throw new Error(`route ${route.method} ${route.path} names {${name}} twice`);
    if (name !== undefined) names.push(name);
    node = name === undefined ? fixedChild(node, segment) : (node.parameter ??= emptyNode());
  }
  if (node.targets.has(route.method)) throw new Error(`route ${route.method} ${route.path} clashes with another`);
  node.targets.set(route.method, { target, names });
}

function fixedChild<Target>(node: Node<Target>, segment: string): Node<Target> {
  const child = node.fixed.get(segment) ?? emptyNode<Target>();
  node.fixed.set(segment, child);
  return child;
}

/**
 * The match for what of the path follows the segments that led to `node`; `raw` holds the parameters on the way there,
 * and is left as it was.
 * @param start where the next segment begins: past the end and one more, where there is none
 */
function find<Target>(
  node: Node<Target>,
  method: string,
  path: string,
  start: number,
  raw: string[],
): RestMatch<Target> | null {
  if (start > path.length) {
    const found = node.targets.get(method);
    return found === undefined ? null : { target: found.target, params: decoded(found.names, raw) };
  }
  const slash = path.indexOf('/', start);
  const end = slash === -1 ? path.length : slash;
  const segment = path.slice(start, end);
  const fixed = node.fixed.get(segment);
  const match = fixed === undefined ? null : find(fixed, method, path, end + 1, raw);
  if (match !== null || node.parameter === null || segment === '') return match;
  raw.push(segment);
  const below = find(node.parameter, method, path, end + 1, raw);
  raw.pop();
  return below;
}

function decoded(names: readonly string[], raw: readonly string[]): Record<string, string> {
  const params: Record<string, string> = {};
  for (let at = 0; at < names.length; at += 1) params[names[at] as string] = percentDecode(raw[at] ?? '');
  return params;
}
