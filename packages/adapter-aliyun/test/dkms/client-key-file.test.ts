import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';

import { describe, expect, it } from '@jest/globals';
import forge from 'node-forge';

import { clientKeyData, clientKeyFile } from '../../src/dkms/client-key-file.ts';

const { client_key: key } = JSON.parse(
  readFileSync(new URL('../vectors/aliyun-kms-instance.json', import.meta.url), 'utf8'),
) as {
  readonly client_key: {
    readonly key_id: string;
    readonly password: string;
    readonly certificate_pem: string;
    readonly private_key_pkcs8_pem: string;
    readonly files: readonly { readonly name: string; readonly json: { readonly PrivateKeyData: string } }[];
  };
};
const pair = { id: key.key_id, certificate: key.certificate_pem, privateKey: key.private_key_pkcs8_pem };

/** Object identifiers and tags in order, without what the password and chance decide. */
function shapeOf(base64: string): unknown {
  const shape = (node: forge.asn1.Asn1): unknown => {
    if (typeof node.value !== 'string') return [node.tagClass, node.type, ...node.value.map(shape)];
    return node.type === forge.asn1.Type.OID ? forge.asn1.derToOid(node.value) : [node.tagClass, node.type];
  };
  const pfx = forge.asn1.fromDer(Buffer.from(base64, 'base64').toString('binary'));
  const safe = forge.asn1.fromDer(contentOf(pfx));
  return [shape(pfx), shape(safe)];
}

function contentOf(pfx: forge.asn1.Asn1): string {
  const [, info] = pfx.value as forge.asn1.Asn1[];
  const [, wrapped] = info?.value as forge.asn1.Asn1[];
  const [octets] = wrapped?.value as forge.asn1.Asn1[];
  return octets?.value as string;
}

describe('PrivateKeyData of a client key', () => {
  it('holds the key and its certificate under the password', async () => {
    const der = Buffer.from(await clientKeyData(pair, key.password), 'base64').toString('binary');
    const opened = forge.pkcs12.pkcs12FromAsn1(forge.asn1.fromDer(der), true, key.password);
    const [bag] =
      opened.getBags({ bagType: forge.pki.oids['pkcs8ShroudedKeyBag'] ?? '' })[
        forge.pki.oids['pkcs8ShroudedKeyBag'] ?? ''
      ] ?? [];
    const pem = forge.pki.privateKeyToPem(bag?.key as forge.pki.rsa.PrivateKey);
    expect(createPrivateKey(pem).equals(createPrivateKey(key.private_key_pkcs8_pem))).toBe(true);
    const [certificate] =
      opened.getBags({ bagType: forge.pki.oids['certBag'] ?? '' })[forge.pki.oids['certBag'] ?? ''] ?? [];
    expect(certificate?.cert?.serialNumber).toBe(forge.pki.certificateFromPem(key.certificate_pem).serialNumber);
  });

  it('does not open under another password', async () => {
    const der = Buffer.from(await clientKeyData(pair, key.password), 'base64').toString('binary');
    expect(() => forge.pkcs12.pkcs12FromAsn1(forge.asn1.fromDer(der), true, 'Another-Pass_1')).toThrow(/MAC/);
  });

  it('is laid out as the file that every client opens', async () => {
    const known = key.files.find(({ name }) => name.startsWith('3des'));
    const made = shapeOf(await clientKeyData(pair, key.password));
    expect(JSON.stringify(made)).toBe(JSON.stringify(shapeOf(known?.json.PrivateKeyData ?? '')));
  });

  it('goes into a file of two members', () => {
    expect(JSON.parse(clientKeyFile('KAAP.1', 'MII='))).toEqual({ KeyId: 'KAAP.1', PrivateKeyData: 'MII=' });
  });
});
