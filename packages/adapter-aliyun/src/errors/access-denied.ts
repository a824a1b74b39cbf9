import type { Message } from '@dragoman/messages';
import { VendorError } from '@dragoman/protocol-kit';

/** Why somebody is denied, as RAM adds it to an error; SDKs hand it on. */
export interface AccessDeniedDetail {
  readonly PolicyType: 'AccountLevelIdentityBasedPolicy' | 'SessionPolicy' | 'AssumeRolePolicy';
  readonly AuthPrincipalOwnerId: string;
  readonly AuthPrincipalType: 'SubUser' | 'AssumedRoleUser' | 'Federated';
  readonly AuthPrincipalDisplayName: string;
  readonly NoPermissionType: 'ImplicitDeny' | 'ExplicitDeny';
  readonly AuthAction: string;
  /** Says more, to who may call DecodeDiagnosticMessage of RAM. */
  readonly EncodedDiagnosticMessage?: string;
}

const DETAILS = new WeakMap<VendorError, AccessDeniedDetail>();

/**
 * Forbidden by policies, at KMS. The message names the resource, where there is one (ack-secret-manager's documents;
 * aliyun-openapi-java-sdk issue 426); of a secret's key the bare id (KMS's FAQ on access of applications).
 */
export function forbidden(resource: string, detail: AccessDeniedDetail | null, help: Message): VendorError {
  const what = resource === '*' ? 'This operation' : `This operation for ${resource}`;
  return withDetail(
    new VendorError(403, 'Forbidden.NoPermission', `${what} is forbidden by permission system.`, help),
    detail,
  );
}

/** The same as STS and RAM say it (page of AssumeRole). */
export function notAuthorized(detail: AccessDeniedDetail | null, help: Message): VendorError {
  const message = 'You are not authorized to do this action. You should be authorized by RAM.';
  return withDetail(new VendorError(403, 'NoPermission', message, help), detail);
}

/** What an error has beside code and message; `null` where it has nothing. */
export function detailOf(error: VendorError): AccessDeniedDetail | null {
  return DETAILS.get(error) ?? null;
}

/** The same error, with the detail. */
export function withDetail(error: VendorError, detail: AccessDeniedDetail | null): VendorError {
  if (detail !== null) DETAILS.set(error, detail);
  return error;
}
