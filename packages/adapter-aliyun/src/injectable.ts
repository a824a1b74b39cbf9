import { DomainError, once } from '@dragoman/core';
import { COMMON_HELP, type InjectableErrors, type VendorError } from '@dragoman/protocol-kit';

import { type Api, allOperations, kms } from './apis.ts';
import {
  DOMAIN_ERRORS,
  incompleteSignature,
  invalidParameter,
  missingParameter,
  toVendorError,
  unreadableRequest,
  unsupportedOperation,
} from './errors/kms-errors.ts';
import { toGatewayError, wronglyFormed } from './errors/gateway-errors.ts';
import { instanceFactories } from './injectable-instance.ts';
import type { AliyunOperation } from './operation.ts';
import { GATEWAY_FAULTS, KMS_FAULTS, ERRORS, type RejectionForm, rejectionOf } from './errors/rejections.ts';
import type { AliyunSettings } from './settings.ts';
import { throttleHints, throttlingError } from './throttle.ts';
import { type FrontendErrors, gatewayFrontendErrors, kmsFrontendErrors } from './errors/frontend-errors.ts';

/** How long an injected throttling says to wait, whatever the quota's window is. */
const TIME_LEFT_MS = 1_000;

type Factory = () => VendorError;
type ByCode = ReadonlyMap<string, Factory>;

/** What a call is asked for. */
interface Called {
  readonly api: Api;
  readonly operation: AliyunOperation;
}

/**
 * What a fault may answer with: every code of KMS, of STS and of the gateway before them, by whoever is asked where
 * both have it.
 *
 * Tried again after, by default: Terraform's provider (`NeedRetry`), the Secrets Manager clients of KMS
 * (`BackoffUtils`), ack-secret-manager; aliyun-python-sdk-core and aliyun-java-sdk-core by status for what their lists
 * name, Tea clients where retry options are given.
 */
export function injectableErrors(settings: AliyunSettings): InjectableErrors<Called> {
  const ofKms = kmsFactories(settings);
  const all = allFactories(ofKms);
  return {
    codes: [...all.keys()],
    retried: [
      'Rejected.Throttling',
      'ServiceUnavailableTemporary',
      'InternalFailure',
      'Throttling',
      'Throttling.User',
      'Throttling.Api',
      'ServiceUnavailable',
      'InternalError',
    ],
    rejection(code, { api, operation }) {
      if (code === ERRORS.quota[1]) return throttledAs(operation);
      const own = operationFactories([operation]).get(code);
      const make = own ?? (api === kms ? ofKms : gatewayFactories()).get(code) ?? all.get(code);
      if (make === undefined) throw new Error(`no error has the code ${code}`);
      return make();
    },
    throttled: ({ api, operation }) => (api === kms ? throttledAs(operation) : toThrottledUser()),
  };
}

/**
 * The same for a call of an instance's gateway, whose own errors come first.
 *
 * Tried again after, by default: the SDK for Go after all three, those for Python and Java after the first alone.
 */
export function injectableInstanceErrors(settings: AliyunSettings): InjectableErrors<unknown> {
  const own = instanceFactories();
  const all = allFactories(kmsFactories(settings));
  const make = (code: string): VendorError => {
    const factory = own.get(code) ?? all.get(code);
    if (factory === undefined) throw new Error(`no error has the code ${code}`);
    return factory();
  };
  return {
    codes: [...all.keys()],
    retried: ['Rejected.Throttling', 'ServiceUnavailableTemporary', 'InternalFailure'],
    rejection: make,
    throttled: () => make(ERRORS.quota[1]),
  };
}

/** Of a code that several have, the last. */
function allFactories(ofKms: ByCode): ByCode {
  return new Map([...instanceFactories(), ...ofKms, ...gatewayFactories(), ...operationFactories(allOperations)]);
}

function kmsFactories(settings: AliyunSettings): ByCode {
  return byCode([
    ...frontendFactories(kmsFrontendErrors(settings)),
    () => toVendorError(null),
    () => missingParameter('Parameter', COMMON_HELP.injected),
    () => invalidParameter('', COMMON_HELP.injected),
    () => unsupportedOperation(COMMON_HELP.injected),
    () => incompleteSignature(COMMON_HELP.injected),
    () => unreadableRequest(COMMON_HELP.injected),
    ...Object.values(DOMAIN_ERRORS).map(factoryOf),
    ...Object.values(ERRORS).map(factoryOf),
    ...KMS_FAULTS.map(factoryOf),
  ]);
}

const gatewayFactories = once((): ByCode =>
  byCode([
    ...GATEWAY_FAULTS.map(factoryOf),
    ...frontendFactories(gatewayFrontendErrors),
    () => toGatewayError(null),
    () => toGatewayError(new DomainError('too-many-conflicts', 'fault')),
    () => wronglyFormed('Parameter', COMMON_HELP.injected),
  ]),
);

function frontendFactories(frontendErrors: FrontendErrors): Factory[] {
  return [
    () => frontendErrors.unknownKey(COMMON_HELP.injected),
    () => frontendErrors.unknownAction(COMMON_HELP.injected),
    () => frontendErrors.wrongSignature({ stringToSign: '', canonicalRequest: null }, COMMON_HELP.injected),
    ...(['missing', 'malformed', 'expired'] as const).map(
      (fault): Factory =>
        () =>
          frontendErrors.time(fault, COMMON_HELP.injected),
    ),
    ...(['missing', 'malformed', 'expired', 'mismatch'] as const).map(
      (fault): Factory =>
        () =>
          frontendErrors.token(fault, COMMON_HELP.injected),
    ),
    ...['Action', 'Version', 'AccessKeyId', 'Signature', 'SignatureNonce'].map(
      (name): Factory =>
        () =>
          frontendErrors.missing(name, COMMON_HELP.injected),
    ),
    ...['SignatureMethod', 'SignatureVersion'].map(
      (name): Factory =>
        () =>
          frontendErrors.invalid(name, COMMON_HELP.injected),
    ),
  ];
}

/** What operations answer with errors of their own. */
function operationFactories(operations: readonly AliyunOperation[]): ByCode {
  return byCode(operations.flatMap(({ rejections = {} }) => Object.values(rejections).map(factoryOf)));
}

function factoryOf(form: RejectionForm): Factory {
  return () => rejectionOf(form, COMMON_HELP.injected);
}

/** The first of each code. */
function byCode(factories: readonly Factory[]): ByCode {
  return new Map(factories.map((make) => [String(make().code), make] as const).toReversed());
}

function throttledAs({ quota = 'secret' }: AliyunOperation): VendorError {
  return throttlingError(quota, TIME_LEFT_MS, COMMON_HELP.injected);
}

function toThrottledUser(): VendorError {
  return (gatewayFactories().get('Throttling.User') ?? factoryOf(ERRORS.quota))().withHeaders(
    throttleHints('x-ratelimit-user', 1, TIME_LEFT_MS),
  );
}
