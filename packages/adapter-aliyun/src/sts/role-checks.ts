import type { AliyunContext } from '../operation.ts';
import type { RamCheck } from '../ram/request.ts';
import type { CompiledPolicy } from '../ram/policy-document.ts';
import { findRole, type Role } from '../ram/roles.ts';
import { compiledText } from '../ram/stored-policies.ts';
import { readRoleArn } from './role.ts';
import type { OidcToken } from './oidc-token.ts';

const ASSUME = 'sts:AssumeRole';

/** sts:AssumeRole on the role that a request names, which must admit the caller too. */
export async function onRole(
  { services }: Pick<AliyunContext, 'services'>,
  { RoleArn }: { readonly RoleArn: string },
): Promise<readonly RamCheck[]> {
  const arn = readRoleArn(RoleArn);
  if (arn === null) return [];
  const role = await findRole(services, arn.account, arn.role);
  return [checkOf(RoleArn, arn.account, role)];
}

/**
 * Asks whether a role admits whoever shows a provider's token: its trust decides alone.
 * @throws VendorError NoPermission
 */
export async function permitProvider(
  { services, permissionsOf }: AliyunContext,
  { RoleArn, OIDCProviderArn }: { readonly RoleArn: string; readonly OIDCProviderArn: string },
  { issuer, audience, subject }: OidcToken,
): Promise<void> {
  const arn = readRoleArn(RoleArn);
  const role = arn === null ? null : await findRole(services, arn.account, arn.role);
  if (permissionsOf === null || arn === null || role?.trust === undefined) return;
  const provider = OIDCProviderArn.slice(OIDCProviderArn.indexOf('/') + 1);
  permissionsOf({
    kind: 'provider',
    account: arn.account,
    arn: OIDCProviderArn,
    displayName: `oidc-provider/${provider}`,
    policies: null,
    session: null,
    context: { 'oidc:iss': issuer, 'oidc:aud': audience, 'oidc:sub': subject },
  }).require(checkOf(RoleArn, arn.account, role));
}

function checkOf(resource: string, account: string, role: Role | null): RamCheck {
  return {
    action: ASSUME,
    resource,
    owner: account,
    attached: role === null ? undefined : { to: 'role', policy: trustOf(role, account) },
  };
}

/** A role that says nothing of it trusts its account. */
function trustOf({ trust }: Role, account: string): CompiledPolicy {
  const document = trust ?? {
    Version: '1',
    Statement: [{ Effect: 'Allow', Action: ASSUME, Principal: { RAM: [`acs:ram::${account}:root`] } }],
  };
  return compiledText(JSON.stringify(document), 'trust', 'the trust policy of the role');
}
