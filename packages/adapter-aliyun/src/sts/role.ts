import type { Services } from '@dragoman/core';
import type { Message } from '@dragoman/messages';
import { PolicyDocumentError, VendorError } from '@dragoman/protocol-kit';
import { Type } from '@sinclair/typebox';

import type { Session } from '../auth/caller.ts';
import { ramId } from '../auth/ram-id.ts';
import type { SessionCredentials } from '../auth/session.ts';
import { wronglyFormed } from '../errors/gateway-errors.ts';
import { REQUEST_HELP } from '../messages/requests.ts';
import { findRole, keepsRoles } from '../ram/roles.ts';
import { compiledText, SESSION_POLICY } from '../ram/stored-policies.ts';
import { isoTime } from '../wire/fields.ts';

const MAX_POLICY_CHARACTERS = 2048;
const MIN_SESSION_SECONDS = 900;
/** The MaxSessionDuration of a role that sets none. */
const MAX_SESSION_SECONDS = 3600;
const ROLE_ARN = /^acs:ram::(\d+):role\/([\w.@-]{1,64})$/;

/** What every way of assuming a role takes. */
export const roleRequest = {
  RoleArn: Type.String(),
  RoleSessionName: Type.String({ pattern: '^[A-Za-z0-9_.@-]{2,64}$' }),
  DurationSeconds: Type.Optional(Type.String()),
  Policy: Type.Optional(Type.String()),
};

/** The parts of a role's ARN; `null` for what is none. */
export function readRoleArn(text: string): { readonly account: string; readonly role: string } | null {
  const [, account, role] = ROLE_ARN.exec(text) ?? [];
  return account === undefined || role === undefined ? null : { account, role };
}

/**
 * The session that is asked for, with what it may do. Where an account has no roles that are kept, any of it is there.
 * @throws VendorError EntityNotExist.Role
 */
export async function sessionFromWire(
  services: Pick<Services, 'resources'>,
  request: {
    readonly RoleArn: string;
    readonly RoleSessionName: string;
    readonly Policy?: string;
    readonly DurationSeconds?: string;
  },
): Promise<{ readonly session: Session; readonly seconds: number }> {
  const { RoleArn, RoleSessionName, Policy, DurationSeconds } = request;
  const arn = readRoleArn(RoleArn);
  if (arn === null) throw wronglyFormed('RoleArn', REQUEST_HELP.roleForm);
  const role = await findRole(services, arn.account, arn.role);
  const seconds = secondsFromWire(DurationSeconds, role?.maxSession ?? MAX_SESSION_SECONDS);
  checkSessionPolicy(Policy);
  if (role === null && (await keepsRoles(services, arn.account)))
    throw roleMissing(REQUEST_HELP.unknownRole({ role: arn.role }));
  const policies = role?.policies?.map((policy) => ({ ...policy }));
  return {
    session: {
      ...arn,
      name: RoleSessionName,
      ...(policies !== undefined && { policies }),
      ...(Policy !== undefined && { policy: Policy }),
    },
    seconds,
  };
}

export function roleMissing(help: Message): VendorError {
  return new VendorError(404, 'EntityNotExist.Role', 'The specified Role not exists .', help);
}

/** From 15 minutes to the longest session of the role; an hour by default. @throws VendorError */
function secondsFromWire(text: string | undefined, longest: number): number {
  const seconds = Number(text ?? Math.min(MAX_SESSION_SECONDS, longest));
  if (Number.isInteger(seconds) && seconds >= MIN_SESSION_SECONDS && seconds <= longest) return seconds;
  throw new VendorError(
    400,
    'InvalidParameter.DurationSeconds',
    'The Min/Max value of DurationSeconds is 15min/1hr.',
    REQUEST_HELP.sessionSeconds({ least: MIN_SESSION_SECONDS, longest }),
  );
}

/** @throws VendorError InvalidParameter.PolicySize, InvalidParameter.PolicyGrammar */
function checkSessionPolicy(text: string | undefined): void {
  if (text === undefined) return;
  if (text.length > MAX_POLICY_CHARACTERS)
    throw new VendorError(400, 'InvalidParameter.PolicySize', 'The size of Policy must be smaller than 2048 bytes.');
  try {
    compiledText(text, 'identity', SESSION_POLICY);
  } catch (error) {
    if (!(error instanceof PolicyDocumentError)) throw error;
    throw new VendorError(
      400,
      'InvalidParameter.PolicyGrammar',
      'The parameter Policy has not passed grammar check.',
      REQUEST_HELP.wrongPolicy({ where: error.path.join('.'), problem: error.text }),
    );
  }
}

export function sessionToWire(session: Session, credentials: SessionCredentials) {
  return {
    AssumedRoleUser: {
      Arn: `acs:ram::${session.account}:role/${session.role}/${session.name}`,
      AssumedRoleId: `${roleId(session)}:${session.name}`,
    },
    Credentials: {
      SecurityToken: credentials.securityToken,
      Expiration: isoTime(credentials.expiresAt),
      AccessKeySecret: credentials.accessKeySecret,
      AccessKeyId: credentials.accessKeyId,
    },
  };
}

/** A role's id follows from its name, so it stays the same. */
export function roleId({ account, role }: Pick<Session, 'account' | 'role'>): string {
  return ramId('3', `${account}/${role}`);
}
