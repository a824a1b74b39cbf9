import { VendorError } from '@dragoman/protocol-kit';

/** What a signed request shows, whatever the scheme. */
export interface Proof {
  readonly accessKeyId: string;
  /** The time that the client states, as it is; absent when it states none. */
  readonly time: string | undefined;
  readonly stringToSign: string;
  /** Whether the signature is the one that this secret key makes; takes constant time. */
  matches(secret: string): boolean;
}

/** A proof that cannot be read, or was not made by the key's secret: KMS has one code for both. */
export function incompleteSignature(help: string): VendorError {
  return new VendorError(400, 'IncompleteSignature', 'The request signature does not conform to Aliyun standards.', help);
}
