import { X509Certificate } from 'node:crypto';

import type { Clock, Ids } from '@dragoman/core';
import { ConfigError } from '@dragoman/input';

import type { TlsSettings } from '../settings.ts';
import { certificatePath, checkValidity, directoryStore, memoryStore, newPrivateKey } from './authority-files.ts';
import { addedNames, type HostNames, signingNames, type SigningNames } from './names.ts';
import { authorityCertificate, leafCertificate, loadForge, notPermitted } from './x509.ts';

const DAY_MS = 86_400_000;
const AUTHORITY_DAYS = 3_650;
const LEAF_DAYS = 7;

/** Clients' clocks may be behind, in containers and virtual machines above all; and this machine's may be set back. */
const LEAF_BACKDATED_DAYS = 1;
const AUTHORITY_BACKDATED_DAYS = 365;

/** What makes an authority that may sign other names. */
export const NEW_NAMES = 'remove ca.pem there to have a new one made, and let clients trust that one';

/** A key with a certificate, as PEM. */
export interface KeyAndCertificate {
  readonly key: string;
  readonly cert: string;
}

/** A server's certificate. Outside these times, Unix milliseconds, another should take its place. */
export interface LeafCertificate extends KeyAndCertificate {
  readonly usableFrom: number;
  readonly renewAt: number;
}

/** The gateway's own certificate authority. */
export interface Authority {
  /** Its certificate as PEM: what clients trust. */
  readonly certificate: string;
  /** A server's certificate for these names, good for some days. */
  issue(names: HostNames): LeafCertificate;
  /** Which of these names its certificate does not permit: clients reject what is issued for one of them. */
  notPermitted(names: SigningNames): readonly string[];
}

/** What an authority works with. The clock is the machine's: clients check certificates against theirs. */
export interface AuthorityParts {
  readonly tls: TlsSettings['tls'];
  /** What a new one may sign; without it the clouds' names, this machine's and those of the settings. */
  readonly names?: SigningNames | 'any';
  /** `null` keeps it in memory. */
  readonly dataDir: string | null;
  readonly clock: Clock;
  readonly ids: Ids;
}

/** The authority of a data directory, made if there is none. @throws ConfigError when what is kept cannot be used */
export async function openAuthority(parts: AuthorityParts): Promise<Authority> {
  const { tls, dataDir, clock, ids, names = signingNames(tls) } = parts;
  const store = dataDir === null ? memoryStore : directoryStore(dataDir, ids);
  // One key serves all leaves: they live and end with this process.
  const [forge, key, leafKey] = await Promise.all([loadForge(), store.key(newPrivateKey), newPrivateKey()]);
  const now = clock.now();
  const certificate = store.certificate(key, () =>
    authorityCertificate(
      forge,
      {
        key,
        commonName: parts.names === undefined ? 'Dragoman local authority' : 'Dragoman authority of added hosts',
        notBefore: now - AUTHORITY_BACKDATED_DAYS * DAY_MS,
        notAfter: now + AUTHORITY_DAYS * DAY_MS,
        ids,
      },
      names,
    ),
  );
  if (dataDir !== null) checkValidity(certificatePath(dataDir), new X509Certificate(certificate), now);
  const leafPem = leafKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  return {
    certificate,
    issue(hostNames) {
      const usableFrom = clock.now();
      const notBefore = usableFrom - LEAF_BACKDATED_DAYS * DAY_MS;
      const notAfter = Math.min(usableFrom + LEAF_DAYS * DAY_MS, Date.parse(new X509Certificate(certificate).validTo));
      const cert = leafCertificate(
        forge,
        { key: leafKey, commonName: 'Dragoman gateway', notBefore, notAfter, ids },
        hostNames,
        { certificate, key },
      );
      return { key: leafPem, cert, usableFrom, renewAt: notAfter - DAY_MS };
    },
    notPermitted: (named) => notPermitted(forge, certificate, named),
  };
}

/**
 * The same, for all that the settings name.
 * @throws ConfigError when what is kept cannot be used, or may not sign what the settings name
 */
export async function openAuthorityForHosts(parts: AuthorityParts): Promise<Authority> {
  const authority = await openAuthority(parts);
  const [missing] = authority.notPermitted(addedNames(parts.tls));
  if (missing === undefined || parts.dataDir === null) return authority;
  const path = certificatePath(parts.dataDir);
  throw new ConfigError(
    `tls.hosts = "${missing}" is not among the names that the authority in "${path}" may sign: ${NEW_NAMES}`,
  );
}
