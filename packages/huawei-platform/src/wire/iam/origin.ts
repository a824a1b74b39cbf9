import type { RequestHead } from '@dragoman/protocol-kit';

/** Where the client found this gateway, for the addresses that IAM prints. */
export function originOf({ headers }: RequestHead): string {
  const host = headers['host'] ?? 'localhost';
  return `${host.endsWith('.myhuaweicloud.com') ? 'https' : 'http'}://${host}`;
}
