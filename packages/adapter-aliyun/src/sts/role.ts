import { InvalidInputError, VendorError, sha256Hex } from '@dragoman/protocol-kit';
import { Type } from '@sinclair/typebox';

import type { Session } from '../auth/caller.ts';
import type { SessionCredentials } from '../auth/session.ts';
import { wronglyFormed } from '../errors/gateway-errors.ts';
import { isoTime } from '../wire/fields.ts';
import { isList, isObject, parseJson } from '../wire/json.ts';

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

/** The session that is asked for. Roles are not kept: every role of an account is there. @throws VendorError */
export function sessionFromWire({
  RoleArn,
  RoleSessionName,
}: {
  readonly RoleArn: string;
  readonly RoleSessionName: string;
}): Session {
  const [, account, role] = ROLE_ARN.exec(RoleArn) ?? [];
  if (account === undefined || role === undefined)
    throw wronglyFormed('RoleArn', 'RoleArn has the form acs:ram::<account>:role/<role>');
  return { account, role, name: RoleSessionName };
}

/** 15 minutes to an hour. @throws VendorError */
export function secondsFromWire(text: string | undefined): number {
  const seconds = Number(text ?? MAX_SESSION_SECONDS);
  if (Number.isInteger(seconds) && seconds >= MIN_SESSION_SECONDS && seconds <= MAX_SESSION_SECONDS) return seconds;
  const help = `DurationSeconds is ${MIN_SESSION_SECONDS} to ${MAX_SESSION_SECONDS}`;
  throw new VendorError(
    400,
    'InvalidParameter.DurationSeconds',
    'The Min/Max value of DurationSeconds is 15min/1hr.',
    help,
  );
}

/** Checks a session's policy, which narrows nothing here. @throws VendorError */
export function checkSessionPolicy(text: string | undefined): void {
  if (text === undefined) return;
  if (text.length > MAX_POLICY_CHARACTERS)
    throw new VendorError(400, 'InvalidParameter.PolicySize', 'The size of Policy must be smaller than 2048 bytes.');
  if (!isPolicy(text))
    throw new VendorError(
      400,
      'InvalidParameter.PolicyGrammar',
      'The parameter Policy has not passed grammar check.',
      'a policy is an object with Version "1" and a list Statement',
    );
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

/** RAM's ids of roles and users are long numbers; here they follow from the name, so they stay the same. */
export function roleId({ account, role }: Pick<Session, 'account' | 'role'>): string {
  return ramId('3', `${account}/${role}`);
}

export function ramId(first: string, name: string): string {
  return (
    first +
    BigInt(`0x${sha256Hex(name).slice(0, 14)}`)
      .toString()
      .padStart(17, '0')
      .slice(0, 17)
  );
}

function isPolicy(text: string): boolean {
  try {
    const policy = parseJson('Policy', text);
    return isObject(policy) && policy['Version'] === '1' && isList(policy['Statement']);
  } catch (error) {
    if (error instanceof InvalidInputError) return false;
    throw error;
  }
}
