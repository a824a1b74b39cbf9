import type { Door, RequestHead } from '@dragoman/protocol-kit';

import { areOfAccessPoint } from './dkms/access.ts';
import { isInstanceRequest } from './dkms/request.ts';

/** The door with the gateway of instances beside it, which answers the requests in its own protocol. */
export function withInstances(door: Door, instances: Door): Door {
  const doorOf = (head: RequestHead): Door => (isInstanceRequest(head) ? instances : door);
  return {
    ...door,
    // What a host reads; each door rejects what is longer than its own.
    bodyLimit: Math.max(door.bodyLimit, instances.bodyLimit),
    operations: [...new Set([...door.operations, ...instances.operations])],
    notImplemented: [...new Set([...door.notImplemented, ...instances.notImplemented])],
    routeOf: (operation) => door.routeOf(operation) ?? instances.routeOf(operation),
    matches: (head) => isInstanceRequest(head) || door.matches(head),
    explain: (explained, rejection) => doorOf(explained.request).explain(explained, rejection),
    handle: (request) => {
      const own = doorOf(request);
      return request.body.length > own.bodyLimit ? own.rejectTooLong(request, 'body') : own.handle(request);
    },
    rejectTooLong: (head, part) => doorOf(head).rejectTooLong(head, part),
    permissions: door.permissions && {
      ...door.permissions,
      least: (checks) => (areOfAccessPoint(checks) ? instances : door).permissions?.least(checks) ?? null,
    },
  };
}
