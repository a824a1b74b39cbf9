/** What a signed request shows, whatever the scheme. */
export interface SignedRequest {
  readonly accessKeyId: string;
  /** The time that the client states, as it is; absent when it states none. */
  readonly time: string | undefined;
  /** What belongs to a session's key; absent or empty when none is presented. */
  readonly securityToken: string | undefined;
  readonly nonce: string | undefined;
  readonly stringToSign: string;
  /** What the string to sign holds the hash of; `null` for a scheme that signs no hash. */
  readonly canonicalRequest: string | null;
  /** What it is signed with: a secret key, or the private half of a client key. */
  readonly by: 'secret-key' | 'client-key';
  /**
   * Whether the signature is the one that this secret key makes, which takes constant time; or the private half of the
   * key in this certificate.
   */
  matches(given: string): boolean;
}
