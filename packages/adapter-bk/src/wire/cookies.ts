import type { WireRequest } from '@dragoman/protocol-kit';

/** The first value of a cookie; empty without one. */
export function cookie(request: WireRequest, name: string): string {
  return cookies(request, name)[0] ?? '';
}

/** All values of a cookie: a browser sends one for each path and domain that it was set for. */
export function cookies(request: WireRequest, name: string): string[] {
  const { cookie: header } = request.headers;
  if (header === undefined) return [];
  const pairs = header.split(';').map((pair) => pair.trim());
  return pairs.filter((pair) => pair.startsWith(`${name}=`)).map((pair) => pair.slice(name.length + 1));
}
