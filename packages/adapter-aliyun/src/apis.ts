import { type NotImplemented, type VendorError, rpcMatcher } from '@dragoman/protocol-kit';

import { type OwnRejections, toVendorError, unsupportedOperation } from './errors/kms-errors.ts';
import { toBillingError } from './errors/billing-errors.ts';
import { toGatewayError } from './errors/gateway-errors.ts';
import { rejection } from './errors/rejections.ts';
import type { AliyunOperation } from './operation.ts';
import { billingNotImplemented, billingOperations } from './operations/billing/index.ts';
import { notImplemented, operations } from './operations/index.ts';
import { locationOperations } from './operations/location.ts';
import { ramOperations } from './operations/ram.ts';
import { stsNotImplemented, stsOperations } from './operations/sts.ts';
import type { AliyunSettings } from './settings.ts';
import { type Envelope, gatewayEnvelope, kmsEnvelope } from './wire/response.ts';
import { type FrontendErrors, gatewayFrontendErrors, kmsFrontendErrors } from './errors/frontend-errors.ts';

/** One API of the vendor's behind this door. They share the path, so the version tells them apart. */
export interface Api {
  readonly version: string;
  /** Whether its operations work on what an address leads to. */
  readonly ofVault: boolean;
  /** The operations that it serves. */
  readonly names: readonly string[];
  readonly find: (action: string) => AliyunOperation | null;
  /** Whether the vendor has an operation of this name that is not served here. */
  readonly isKnown: (action: string) => boolean;
  readonly unknownAction: FrontendErrors['unknownAction'];
  readonly frontendErrors: (settings: AliyunSettings) => FrontendErrors;
  readonly toVendorError: (error: unknown, own?: OwnRejections) => VendorError;
  readonly envelope: Envelope;
}

export const kms: Api = {
  version: '2016-01-20',
  ofVault: true,
  ...table(operations, notImplemented),
  unknownAction: unsupportedOperation,
  frontendErrors: kmsFrontendErrors,
  toVendorError,
  envelope: kmsEnvelope,
};

const sts: Api = {
  version: '2015-04-01',
  ofVault: false,
  ...table(stsOperations, stsNotImplemented),
  unknownAction: gatewayFrontendErrors.unknownAction,
  frontendErrors: () => gatewayFrontendErrors,
  toVendorError: toGatewayError,
  envelope: gatewayEnvelope,
};

const ram: Api = { ...sts, version: '2015-05-01', ...table(ramOperations, []) };

const location: Api = { ...sts, version: '2015-06-12', ...table(locationOperations, []) };

const bss: Api = {
  ...sts,
  version: '2017-12-14',
  ...table(billingOperations, billingNotImplemented),
  unknownAction: (help) => rejection('notAuthorized', help),
  toVendorError: toBillingError,
};

/** Every API behind this door. */
export const apis: readonly Api[] = [kms, sts, ram, location, bss];

const BY_VERSION: ReadonlyMap<string, Api> = new Map(apis.map((api) => [api.version, api]));

/** Every operation behind this door. */
export const allOperations: readonly AliyunOperation[] = [
  ...operations,
  ...stsOperations,
  ...ramOperations,
  ...locationOperations,
  ...billingOperations,
];
export const allNotImplemented: readonly NotImplemented[] = [
  ...notImplemented,
  ...stsNotImplemented,
  ...billingNotImplemented,
];

/** The API of a version; `null` for one that no API has. */
export function apiOf(version: string): Api | null {
  return BY_VERSION.get(version) ?? null;
}

function table(
  served: readonly AliyunOperation[],
  rejected: readonly NotImplemented[],
): Pick<Api, 'names' | 'find' | 'isKnown'> {
  const known = rpcMatcher(rejected.map(({ name }) => [name, true] as const));
  return {
    names: served.map(({ name }) => name),
    find: rpcMatcher(served.map((operation) => [operation.name, operation] as const)),
    isKnown: (action) => known(action) === true,
  };
}
