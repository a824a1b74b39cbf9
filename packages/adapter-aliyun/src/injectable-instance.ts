import { COMMON_HELP, type VendorError } from '@dragoman/protocol-kit';

import {
  INSTANCE_DOMAIN_ERRORS,
  INSTANCE_ERRORS,
  invalidApiName,
  invalidApiVersion,
  invalidContentType,
  notPermitted,
  toInstanceError,
  unknownClientKey,
} from './dkms/errors.ts';
import { missingParameter } from './errors/kms-errors.ts';
import { rejectionOf } from './errors/rejections.ts';

type Factory = () => VendorError;

function factories(): readonly Factory[] {
  return [
    () => invalidApiName('Name', COMMON_HELP.injected),
    () => invalidApiVersion(''),
    () => invalidContentType(''),
    () => unknownClientKey('KAAP', COMMON_HELP.injected),
    () => notPermitted('name', COMMON_HELP.injected),
    () => missingParameter('Parameter', COMMON_HELP.injected),
    () => toInstanceError(null),
    ...[...Object.values(INSTANCE_ERRORS), ...Object.values(INSTANCE_DOMAIN_ERRORS)].map(
      (form): Factory =>
        () =>
          rejectionOf(form, COMMON_HELP.injected),
    ),
  ];
}

/** The errors of an instance's gateway, the first of each code. */
export function instanceFactories(): ReadonlyMap<string, Factory> {
  return new Map(
    factories()
      .map((make) => [String(make().code), make] as const)
      .toReversed(),
  );
}
