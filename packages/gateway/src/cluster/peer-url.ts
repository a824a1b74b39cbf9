import { networkInterfaces } from 'node:os';

/** The address by which others reach a gateway that listens on `url`. */
export function peerUrl(given: string | undefined, host: string, url: string): string {
  if (given !== undefined) return given;
  if (host !== '0.0.0.0' && host !== '::') return url;
  const { port } = new URL(url);
  return `http://${ownAddress()}:${port}`;
}

/** The first address of this machine that others can reach. */
function ownAddress(): string {
  const all = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  return all.find(({ family, internal }) => family === 'IPv4' && !internal)?.address ?? '127.0.0.1';
}
