import type { VendorError } from '@dragoman/protocol-kit';

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

const HELP = 'a fault that was set through the control API';

type Factory = () => VendorError;

function factories(): readonly Factory[] {
  return [
    () => invalidApiName('Name', HELP),
    () => invalidApiVersion(''),
    () => invalidContentType(''),
    () => unknownClientKey('KAAP', HELP),
    () => notPermitted('name', HELP),
    () => missingParameter('Parameter', HELP),
    () => toInstanceError(null),
    ...[...Object.values(INSTANCE_ERRORS), ...Object.values(INSTANCE_DOMAIN_ERRORS)].map(
      (form): Factory =>
        () =>
          rejectionOf(form, HELP),
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
