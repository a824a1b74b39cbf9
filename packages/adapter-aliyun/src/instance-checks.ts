import type { AliyunContext } from './operation.ts';
import type { RamCheck } from './ram/request.ts';

/** The action, on the KMS instance that a request names. @NOTE unverified */
export function onInstance(
  action: string,
): (context: AliyunContext, request: { readonly KmsInstanceId: string }) => readonly RamCheck[] {
  return ({ region, account }, { KmsInstanceId: id }) => [
    { action, resource: `acs:kms:${region}:${account}:instance/${id}`, owner: account },
  ];
}
