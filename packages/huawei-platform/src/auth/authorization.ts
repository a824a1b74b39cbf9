/** An `Authorization` header of the signing schemes, taken apart. */
export interface SignedWith {
  /** Such as `SDK-HMAC-SHA256`. */
  readonly algorithm: string;
  /** The access key id. */
  readonly accessKey: string;
  /** What follows the access key id in `Credential`: date, region and service; empty where `Access` is sent. */
  readonly scope: readonly string[];
  /** Lower case, in the order of the client. */
  readonly signedHeaders: readonly string[];
  readonly signature: string;
}

const SCHEME = /^(SDK|V11)-[A-Z0-9-]+\s/;

/** Whether the header is of a signing scheme of this vendor. */
export function isSignature(authorization: string | undefined): authorization is string {
  if (authorization === undefined) return false;
  if (!authorization.startsWith('SDK-') && !authorization.startsWith('V11-')) return false;
  return SCHEME.test(authorization);
}

/** Takes the header apart; `null` when a part is missing. */
export function parseAuthorization(authorization: string): SignedWith | null {
  const mark = authorization.search(/\s/);
  const fields = fieldsOf(authorization.slice(mark));
  const credential = fields.get('Access') ?? fields.get('Credential') ?? '';
  const slash = credential.indexOf('/');
  const accessKey = slash === -1 ? credential : credential.slice(0, slash);
  const signedHeaders = fields.get('SignedHeaders');
  const signature = fields.get('Signature');
  if (accessKey === '' || signedHeaders === undefined || signature === undefined) return null;
  return {
    algorithm: authorization.slice(0, mark),
    accessKey,
    scope: slash === -1 ? [] : credential.slice(slash + 1).split('/'),
    signedHeaders: signedHeaders.toLowerCase().split(';'),
    signature,
  };
}

function fieldsOf(text: string): Map<string, string> {
  const fields = new Map<string, string>();
  for (const part of text.split(',')) {
    const mark = part.indexOf('=');
    fields.set(part.slice(0, mark).trim(), part.slice(mark + 1).trim());
  }
  return fields;
}
