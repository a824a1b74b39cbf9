import dns from 'node:dns';

/** Undoes something. */
type Undo = () => void;

/**
 * Lets no name of some hosts be resolved: what is not seen as a request, such as HTTP/2, a connection of one's own or
 * one that expects a "100 Continue", ends here. @param rejection why a host is not reached; `null` where it may be
 */
export function guardNames(rejection: (host: string) => Error | null): Undo {
  const { lookup } = dns;
  const guarded = (host: string, ...rest: readonly unknown[]): void => {
    const error = rejection(host);
    const callback = rest.at(-1);
    if (error === null || typeof callback !== 'function') Reflect.apply(lookup, dns, [host, ...rest]);
    else process.nextTick(callback, error);
  };
  dns.lookup = Object.assign(guarded, lookup);
  const put = dns.lookup;
  return () => {
    // Somebody else may have put another one over it, which would be lost.
    if (dns.lookup === put) dns.lookup = lookup;
  };
}
