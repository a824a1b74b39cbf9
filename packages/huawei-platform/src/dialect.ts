/**
 * How a request to any service of Huawei Cloud is answered: API Gateway asks who calls, and the service answers in its
 * envelope. What a door lacks or does otherwise stands in the header of the dialect that names its services.
 */
import { andThen, hexId, memoryUsageCounts, StoreUnavailableError, vaultOf } from '@dragoman/core';
import {
  BodyTooLargeError,
  type CallFields,
  type SecretFields,
  type Dialect,
  type Door,
  type DoorParts,
  type InjectableErrors,
  UriTooLongError,
  unavailable,
  createDoor,
} from '@dragoman/protocol-kit';

import { projectAddress } from './account/account.ts';
import { type HuaweiCaller, authenticateCaller } from './auth/caller.ts';
import { gatewayError, uriTooLong } from './errors/gateway.ts';
import { IAM_SERVICE } from './errors/iam.ts';
import type { HuaweiService } from './errors/service.ts';
import { explain } from './explain.ts';
import { matches } from './matches.ts';
import { HELP } from './messages.ts';
import { DOOR, MAX_BODY_BYTES, MAX_URI_BYTES, MAX_REQUESTS_PER_SECOND } from './names.ts';
import type { MissingOperation } from './not-implemented.ts';
import type { HuaweiCall, HuaweiContext, HuaweiOperation } from './operation.ts';
import { dialectPermissions, permissionsOf } from './permissions.ts';
import { presentedCredentials } from './presented-credentials.ts';
import { type RouteTable, callOf, missingOperationOf } from './routes.ts';
import type { PlatformSettings } from './settings.ts';
import { throttle } from './throttle.ts';
import { errorAnswer, successAnswer } from './wire/answer.ts';
import { inputOf } from './wire/request.ts';
import { unreadFields } from './wire/unread-fields.ts';

/** The services behind a door. */
export interface HuaweiServices<Settings extends PlatformSettings> {
  readonly operations: readonly HuaweiOperation<Settings>[];
  readonly notImplemented: readonly MissingOperation[];
  /** Of the two above. */
  readonly routes: RouteTable<Settings>;
  readonly injectable: InjectableErrors<unknown>;
  /** Which service tells an error that belongs to no operation. */
  readonly fallback: HuaweiService<Settings>;
  /** What an input is about, as the client named it; `null` where it names nothing. */
  readonly resourceOf: (input: unknown) => string | null;
  /** What the fields of inputs are for. */
  readonly callFields: CallFields;
  /** The fields of answers that hold secret values beside those of secrets. */
  readonly secretFields?: SecretFields;
}

/** Builds a door with these services behind it. */
export function createHuaweiDoor<Settings extends PlatformSettings>(
  parts: DoorParts<Settings>,
  services: HuaweiServices<Settings>,
): Door {
  return createDoor(huaweiDialect(parts, services), {
    clock: parts.services.clock,
    interceptor: parts.interceptor,
    findElsewhere: parts.findElsewhere,
    noteHandedOut: parts.noteHandedOut,
    notesUnread: parts.notesUnread,
    observe: (outcome, request) => parts.observe(outcome, request),
  });
}

function huaweiDialect<Settings extends PlatformSettings>(
  parts: DoorParts<Settings>,
  { routes, resourceOf, fallback, ...served }: HuaweiServices<Settings>,
): Dialect<HuaweiContext<Settings>, HuaweiCall<Settings>, HuaweiCaller> {
  const admits = throttle(parts.usage ?? memoryUsageCounts(), MAX_REQUESTS_PER_SECOND);
  return {
    name: DOOR,
    bodyLimit: MAX_BODY_BYTES,
    uriLimit: MAX_URI_BYTES,
    ...served,
    matches,
    presentedCredentials,
    explain: async (exchange) => explain(parts, exchange, routes),
    routeOf: (name) => served.operations.find((operation) => operation.name === name)?.routes[0] ?? null,
    newRequestId: () => hexId(parts.services.ids),
    identify: ({ request }) => callOf(routes, request),
    requestedOperation: (request) => missingOperationOf(routes, request),
    authenticate: (exchange, call) =>
      andThen(authenticateCaller(parts, exchange, call), (caller) => {
        const counted = parts.settings.throttle && call.operation.service !== IAM_SERVICE;
        if (!counted) return caller;
        return andThen(admits(caller.identity.id, exchange.now), (isAdmitted) => {
          if (!isAdmitted) throw gatewayError('throttled', HELP.throttled);
          return caller;
        });
      }),
    permissions: dialectPermissions(parts.permissions, served.operations),
    decode: (exchange, call) => call.given ?? inputOf(exchange, call),
    unreadFields: (_exchange, call, input) => unreadFields(call, input),
    context: (exchange, call, { identity, projectId }, _input, permissions) => ({
      services: parts.services,
      settings: parts.settings,
      authMode: parts.authMode,
      request: exchange.request,
      requestId: exchange.requestId,
      caller: identity,
      actor: identity.name,
      projectId,
      vault: vaultOf(parts.bindings, projectAddress(projectId)),
      vaultOfProject: (id) => vaultOf(parts.bindings, projectAddress(id)),
      permissions,
      permissionsOf: (other) =>
        permissionsOf(parts.permissions, exchange, call.operation, { identity: other, isWithPasscode: false }),
    }),
    resourceOf: (_call, input) => resourceOf(input),
    encode: (exchange, { operation }, output) => successAnswer(exchange, operation, output),
    toVendorError(error, call) {
      if (error instanceof BodyTooLargeError) return gatewayError('bodyTooLarge', error.text);
      if (error instanceof UriTooLongError) return uriTooLong(error.text);
      // The services' own words for it are not documented: this is the gateway's before them.
      if (error instanceof StoreUnavailableError) return gatewayError('backendUnavailable', unavailable(error));
      const operation = call?.operation;
      if (operation?.toError !== undefined) return operation.toError(error);
      return (operation?.service ?? fallback).toError(error, parts.settings);
    },
    renderError: (exchange, call, error) => errorAnswer(exchange, call?.operation, error, parts.settings),
  };
}
