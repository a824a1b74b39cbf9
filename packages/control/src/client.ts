import { type ControlCall, headerOf } from './call.ts';
import { NAMED_CALLS } from './calls/index.ts';
import { type CallRoute, callRoute, clientOver, type ControlClient, type ControlClientParts } from './client/index.ts';

/** Every call as a client sees it, by its name. */
export function callRoutes(): Record<string, CallRoute> {
  return Object.fromEntries(NAMED_CALLS.map(([name, call]) => [name, routeOf(call)]));
}

/** A client of the control API of the gateway at `url`. */
export function controlClient(parts: ControlClientParts): ControlClient {
  return clientOver(callRoutes(), parts);
}

/** Makes one call. @throws ControlError when it is rejected */
export async function callControl(
  parts: ControlClientParts,
  call: ControlCall,
  input: Readonly<Record<string, unknown>>,
): Promise<unknown> {
  return callRoute(parts, routeOf(call), input);
}

function routeOf({ method, path, query, headers, body, responseKind }: ControlCall): CallRoute {
  return {
    method,
    path,
    query: Object.keys(query.properties),
    headers: Object.fromEntries(Object.keys(headers.properties).map((name) => [name, headerOf(name)])),
    body: Object.keys(body.properties),
    responseKind,
  };
}
