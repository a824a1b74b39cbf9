import { createPrivateKey } from 'node:crypto';

import type forgeModule from 'node-forge';

/**
 * The private key in `PrivateKeyData` of CreateClientKey, PKCS#12 under the password that was given for it.
 * @returns PEM; `null` where there is none
 */
export async function openClientKey(privateKeyData: string, password: string): Promise<string | null> {
  const { asn1, pkcs12, pki, util } = (await import('node-forge')).default;
  const file = pkcs12.pkcs12FromAsn1(asn1.fromDer(util.decode64(privateKeyData)), password);
  const type = pki.oids['pkcs8ShroudedKeyBag'] ?? '';
  const bags: readonly forgeModule.pkcs12.Bag[] = file.getBags({ bagType: type })[type] ?? [];
  const key = bags[0]?.key;
  if (key === undefined) return null;
  return createPrivateKey(pki.privateKeyToPem(key)).export({ type: 'pkcs8', format: 'pem' }).toString();
}
