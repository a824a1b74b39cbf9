import { DomainError } from '@dragoman/core';
import { InvalidInputError } from '@dragoman/protocol-kit';
import { Type } from '@sinclair/typebox';

import { rejection } from './errors/rejections.ts';
import { rejectOtherTenants } from './auth/tenant.ts';
import { findThing } from './instances/instance-records.ts';
import { type Instance, INSTANCES } from './instances/instance.ts';
import { HELP } from './messages/operations.ts';
import { REGIONS } from './names.ts';
import type { AliyunContext } from './operation.ts';
import type { RamCheck } from './ram/request.ts';

/** What every purchase names. */
export const productRequest = {
  ProductCode: Type.String(),
  ProductType: Type.Optional(Type.String()),
  SubscriptionType: Type.Optional(Type.String()),
  Parameter: Type.Optional(Type.Array(Type.Object({ Code: Type.String(), Value: Type.String() }))),
};

type Parameters = readonly { readonly Code: string; readonly Value: string }[];

/** The counts that an instance is bought with, by the codes of their parameters (Terraform provider). */
const COUNTS = {
  Spec: 'spec',
  KeyNum: 'keyNum',
  SecretNum: 'secretNum',
  VpcNum: 'vpcNum',
  Log: 'log',
  LogStorage: 'logStorage',
} as const;

/** The action of the billing service, which knows no resources. @NOTE unverified */
export function onPurchase(action: string): (context: AliyunContext) => readonly RamCheck[] {
  return ({ account }) => [{ action, resource: '*', owner: account }];
}

/** KMS is all that is sold here. @throws VendorError NotAuthorized */
export function rejectOtherProducts({ ProductCode }: { readonly ProductCode: string }): void {
  if (ProductCode !== 'kms') throw rejection('notAuthorized', HELP.onlyKmsSold({ ProductCode }));
}

/** What is bought, as far as it is stated. Codes are taken in any case: the vendor's samples have `log` too. */
export function boughtFromWire(parameters: Parameters = []): Partial<Instance> {
  const bought = parameters.flatMap(({ Code, Value }) => {
    const code = Object.keys(COUNTS).find((known) => known.toLowerCase() === Code.toLowerCase());
    return code === undefined ? [] : [[COUNTS[code as keyof typeof COUNTS], countFromWire(Value)] as const];
  });
  const version = parameterOf(parameters, 'ProductVersion');
  return { ...Object.fromEntries(bought), ...(version !== undefined && { productVersion: version }) };
}

export function parameterOf(parameters: Parameters = [], code: string): string | undefined {
  return parameters.find(({ Code }) => Code === code)?.Value;
}

/**
 * Where an instance is that was bought: the billing service knows it by its id alone, whatever its region.
 * @throws DomainError `resource-not-found`
 */
export async function tenantOfInstance(context: AliyunContext, id: string): Promise<AliyunContext> {
  for (const region of new Set([context.region, ...REGIONS])) {
    const there = { ...context, region, vault: context.vaultOfAccount(context.account, region) };
    if ((await findThing(there, INSTANCES, id)) === null) continue;
    rejectOtherTenants(context.caller, there);
    return there;
  }
  throw new DomainError('resource-not-found', id);
}

/** As every call of the billing service ends. */
export function purchased(data: Readonly<Record<string, string>>) {
  return { Success: true, Code: 'Success', Message: 'Successful!', Data: data };
}

function countFromWire(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new InvalidInputError('Parameter', 'format', HELP.wholeCounts);
}
