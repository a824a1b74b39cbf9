import { DEVELOPMENT } from './gateway.ts';
import { guard } from './guard.ts';

type Json = Record<string, unknown>;

/** An ESB call as the classic client makes it: everything in a JSON body without a content type. */
export async function esbCall(url: string, operation: string, body: Json): Promise<Json> {
  const path = `/api/c/compapi/v2/jobv3/${operation}/`;
  // A body of bytes goes without a content type.
  const bytes = Buffer.from(
    JSON.stringify({ ...DEVELOPMENT.app, bk_username: DEVELOPMENT.bkUser, ...DEVELOPMENT.scope, ...body }),
  );
  const response = await fetch(`${url}${path}`, { method: 'POST', body: bytes });
  const answer = await response.text();
  // The gateway may run in a process of its own.
  guard.exchanged({ request: { query: '', headers: {}, body: bytes }, method: 'POST', path, answer });
  return JSON.parse(answer) as Json;
}

/** A call through the API gateway, with the authorization header. */
export async function gatewayCall(
  url: string,
  method: 'GET' | 'POST',
  path: string,
  fields: Record<string, string>,
): Promise<Json> {
  const authorization = JSON.stringify({ ...DEVELOPMENT.app, bk_username: DEVELOPMENT.bkUser });
  const all = { ...DEVELOPMENT.scope, ...fields };
  const query = method === 'GET' ? `?${new URLSearchParams(all).toString()}` : '';
  const response = await fetch(`${url}/api/bk-job/prod/api/v3/${path}${query}`, {
    method,
    headers: { 'X-Bkapi-Authorization': authorization, 'Content-Type': 'application/json' },
    ...(method === 'POST' ? { body: JSON.stringify(all) } : {}),
  });
  return (await response.json()) as Json;
}
