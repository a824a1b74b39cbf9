import type { Clock } from '@dragoman/core';
import { randomIds, systemClock } from '@dragoman/environment';
import { ConfigError } from '@dragoman/input';

import type { TlsSettings } from '../settings.ts';
import { hasAuthority } from './authority-files.ts';
import { type Authority, type AuthorityParts, type KeyAndCertificate, openAuthority } from './authority.ts';
import { Certificates, type HostCertificate } from './certificates.ts';
import { checkHosts, ownNames, signingNames } from './names.ts';
import { ownCertificate } from './own-certificate.ts';

/** What TLS connections are served with. */
export interface TlsMaterial {
  /** For clients that name no host, or one that has no certificate of its own; the same object until it is renewed. */
  own(): Promise<KeyAndCertificate>;
  /** @param name as the client sent it */
  forHost(name: string): Promise<HostCertificate>;
  /**
   * The authority that clients are to trust, as PEM; `null` when the certificate is the user's and so is who signed it.
   */
  authority(): Promise<string | null>;
}

/**
 * What the settings say of TLS; `null` when it is off. An authority is made or read when the first client needs it.
 * @param clock the machine's own, whatever the time of the state: clients check certificates against theirs
 * @throws ConfigError when the settings cannot be carried out
 */
export async function tlsMaterial(settings: TlsSettings, clock: Clock = systemClock): Promise<TlsMaterial | null> {
  const { tls } = settings;
  if (!tls.enabled) return null;
  checkHosts(tls);
  const given = ownCertificate(tls, clock.now());
  if (given !== null) return { own: async () => given, forHost: async () => 'own', authority: async () => null };
  const parts = authorityParts(settings, clock);
  // An authority that was made before may lack names that were added since.
  if (parts.dataDir !== null && hasAuthority(parts.dataDir, clock.now()) && tls.hosts.length > 0)
    await openAuthority(parts);
  return signedByAuthority(parts);
}

/** The authority that the settings lead to, made if there is none. @throws ConfigError when they lead to none */
export async function authorityOf(settings: TlsSettings): Promise<Authority> {
  checkHosts(settings.tls);
  if (settings.tls.cert_file !== undefined) {
    throw new ConfigError(
      `tls.cert_file = "${settings.tls.cert_file}" is the certificate that clients see: let them trust who signed it`,
    );
  }
  if (settings.memory)
    throw new ConfigError(
      'memory = "true" keeps the authority inside the running gateway: give a --data-dir that the ' +
        'gateway is started with too',
    );
  return openAuthority(authorityParts(settings, systemClock));
}

function authorityParts({ tls, memory, data_dir: dataDir }: TlsSettings, clock: Clock): AuthorityParts {
  return { tls, dataDir: memory ? null : dataDir, clock, ids: randomIds };
}

function signedByAuthority(parts: AuthorityParts): TlsMaterial {
  const names = { own: ownNames(parts.tls), signing: signingNames(parts.tls) };
  let opened: Promise<{ readonly authority: Authority; readonly certificates: Certificates }> | null = null;
  const open = () => {
    opened ??= openAuthority(parts).then((authority) => ({
      authority,
      certificates: new Certificates(authority, names, parts.clock),
    }));
    // Whatever stood in the way may be gone when the next client comes.
    opened.catch(() => {
      opened = null;
    });
    return opened;
  };
  return {
    own: async () => (await open()).certificates.own(),
    forHost: async (name) => (await open()).certificates.forHost(name),
    authority: async () => (await open()).authority.certificate,
  };
}
