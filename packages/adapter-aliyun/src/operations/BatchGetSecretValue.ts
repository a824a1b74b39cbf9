import { DomainError, type Json } from '@dragoman/core';
import type { Message } from '@dragoman/messages';
import { InvalidInputError, VendorError } from '@dragoman/protocol-kit';
import { type Static, Type } from '@sinclair/typebox';
import { Check } from '@sinclair/typebox/value';

import { toVendorError } from '../errors/kms-errors.ts';
import { HELP } from '../messages/operations.ts';
import { type AliyunContext, defineOperation } from '../operation.ts';
import { parseObjects } from '../wire/json.ts';
import { ValueRequest, valueToWire } from '../secrets/secret-value.ts';
import { onNothing, readingChecks, secretCheck } from '../secrets/secret-checks.ts';

const MAX_BATCH = 20;

export const BatchGetSecretValue = defineOperation({
  name: 'BatchGetSecretValue',
  input: Type.Object({ SecretsList: Type.String() }),
  asksWhenFound: true,
  // Each name is asked for by itself, and answered among the errors where it may not be read. @NOTE unverified
  checks: onNothing,
  async laterChecks(context, { SecretsList }) {
    const named = parseObjects('SecretsList', SecretsList, MAX_BATCH).map(wantedFromWire);
    const checks = named.map(async ({ SecretName }) => [
      await secretCheck(context, 'kms:GetSecretValue', SecretName),
      ...(await readingChecks(context, { SecretName })),
    ]);
    return (await Promise.all(checks)).flat();
  },
  // Both lists are plain, with no item level of their own, and values that cannot be read do not keep others back.
  async run(context, request) {
    const wanted = parseObjects('SecretsList', request.SecretsList, MAX_BATCH).map(wantedFromWire);
    if (wanted.length === 0) throw invalidList(HELP.listEmpty);
    const found = await Promise.all(wanted.map((one) => valueOrError(context, one)));
    return {
      SecretValues: found.filter((one) => 'SecretData' in one),
      Errors: found.filter((one) => 'HttpStatus' in one),
    };
  },
});

type RequestedValue = Static<typeof ValueRequest>;

function wantedFromWire(entry: { readonly [key: string]: Json }): RequestedValue {
  if (Check(ValueRequest, entry)) return entry;
  throw invalidList(HELP.listEntry);
}

async function valueOrError(context: AliyunContext, wanted: RequestedValue) {
  try {
    if (context.permissions.asks)
      context.permissions.require(await secretCheck(context, 'kms:GetSecretValue', wanted.SecretName));
    return { ...(await valueToWire(context, wanted)), RequestId: context.services.ids.uuid() };
  } catch (error) {
    if (!(error instanceof DomainError) && !(error instanceof VendorError)) throw error;
    const { code, status, message } = toVendorError(error);
    return { SecretName: wanted.SecretName, Code: String(code), HttpStatus: status, Message: message };
  }
}

function invalidList(why: Message): InvalidInputError {
  return new InvalidInputError('SecretsList', 'format', HELP.secretsList({ why }));
}
