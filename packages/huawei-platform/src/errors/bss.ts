import { VendorError } from '@dragoman/protocol-kit';

import { HELP } from '../messages.ts';

const HOST = /^bss(\.[a-z0-9-]+)?\.myhuaweicloud\.(com|eu)(:\d+)?$/;

/**
 * The billing service rejects everybody here. Terraform's provider asks it which site an account belongs to when it
 * starts, takes 403 for an answer, and retries a refused connection for a minute. `CBC.0150` and `CBC.0156` would tell
 * it that the account belongs to the international site (`Config.SetWebsiteType`).
 * @NOTE unverified: the text. The pages of error codes of each call have 403 `CBC.0151` with 访问拒绝 as its description
 * (customer operation capabilities, 2025), and no text of the answer.
 * @throws VendorError for a request to that service
 */
export function rejectBss(host: string | undefined): void {
  if (!HOST.test(host ?? '')) return;
  throw new VendorError(403, 'CBC.0151', 'Access denied.', HELP.noBilling);
}
