import type { RequestHead } from '@dragoman/protocol-kit';

const VENDOR_HOST = /\.myhuaweicloud\.(com|eu)(:\d+)?$/;

/** Where the client found this gateway, for the addresses that IAM prints. */
export function originOf({ headers }: RequestHead): string {
  const host = headers['host'] ?? 'localhost';
  return `${VENDOR_HOST.test(host) ? 'https' : 'http'}://${host}`;
}
