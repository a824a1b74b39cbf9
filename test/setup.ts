/** Keeps the network shut in every test file: only this machine answers. */
import dns from 'node:dns';
import { isIP, Socket } from 'node:net';

const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[?::1\]?)$/;

type Connect = (this: Socket, ...args: unknown[]) => Socket;
/** Node's own, kept for the test files that follow in the same process: each puts its own guard over them. */
interface OwnNetwork {
  readonly connect: Connect;
  readonly lookup: typeof dns.lookup;
}
const KEPT = Symbol.for('dragoman.own-network');
const { connect, lookup } = ownNetwork();

function ownNetwork(): OwnNetwork {
  const kept = Reflect.get(dns, KEPT) as OwnNetwork | undefined;
  if (kept !== undefined) return kept;
  const own = { connect: Reflect.get(Socket.prototype, 'connect') as Connect, lookup: dns.lookup };
  Reflect.set(dns, KEPT, own);
  return own;
}

/** Takes the forms that `connect` takes: options, a port and a host, a path, and the list that `net.connect` makes. */
function hostOf([first, second]: readonly unknown[]): string {
  if (Array.isArray(first)) return hostOf(first);
  const { host } = (typeof first === 'object' && first !== null ? first : { host: second }) as {
    readonly host?: unknown;
  };
  return typeof host === 'string' ? host : '';
}

/** Addresses that the test's own interceptor answers, which connects to them in appearance. */
export const intercepted = new Set<string>();

/** Addresses are refused here, names where they are resolved: what a test itself intercepts comes before that. */
function connectHere(this: Socket, ...args: unknown[]): Socket {
  const host = hostOf(args);
  const isOpen = isIP(host) === 0 || LOOPBACK.test(host) || intercepted.has(host);
  return isOpen ? connect.apply(this, args) : this.destroy(beyond(host));
}

function lookUpHere(host: string, ...rest: readonly unknown[]): void {
  const callback = rest.at(-1);
  if (LOOPBACK.test(host) || isIP(host) !== 0) Reflect.apply(lookup, dns, [host, ...rest]);
  else if (typeof callback === 'function') process.nextTick(callback, beyond(host));
}

/** The code is that of a name that nobody has: it is told to users as that. */
function beyond(host: string): Error {
  return Object.assign(new Error(`tests do not reach beyond this machine: ${host}`), { code: 'ENOTFOUND' });
}

Socket.prototype.connect = connectHere;
dns.lookup = Object.assign(lookUpHere, lookup);
