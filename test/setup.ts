/** Keeps the network shut in every test file: only this machine answers. */
import dns from 'node:dns';
import { isIP, Socket } from 'node:net';

import { afterAll } from '@jest/globals';

const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[?::1\]?)$/;

type Connect = (this: Socket, ...args: unknown[]) => Socket;
const connect = Reflect.get(Socket.prototype, 'connect') as Connect;
const { lookup } = dns;

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

const beyond = (host: string): Error => new Error(`tests do not reach beyond this machine: ${host}`);

Socket.prototype.connect = connectHere;
dns.lookup = Object.assign(lookUpHere, lookup);

afterAll(() => {
  Socket.prototype.connect = connect;
  dns.lookup = lookup;
});
