import type { Clock } from '@dragoman/core';
import { randomIds, systemClock } from '@dragoman/environment';
import { ConfigError } from '@dragoman/input';

import type { TlsSettings } from '../settings.ts';
import { AddedAuthorities } from './added-authorities.ts';
import { certificatePath, checkKept } from './authority-files.ts';
import {
  type Authority,
  type AuthorityParts,
  type KeyAndCertificate,
  NEW_NAMES,
  openAuthority,
  openAuthorityForHosts,
} from './authority.ts';
import { type CertificateNames, Certificates, type HostCertificate } from './certificates.ts';
import { addedNames, checkHosts, ownNames, signingNames } from './names.ts';
import { ownCertificate } from './own-certificate.ts';

/** What TLS connections are served with. */
export interface TlsMaterial {
  /** For clients that name no host, or one that has no certificate of its own; the same object until it is renewed. */
  own(): Promise<KeyAndCertificate>;
  /** @param name as the client sent it */
  forHost(name: string): Promise<HostCertificate>;
  /**
   * The authorities that clients are to trust, as PEM, the kept one first; `null` when the certificate is the user's
   * and so is who signed it.
   */
  authority(): Promise<string | null>;
  /** Has certificates made for these names and everything below them, from now on. @param domains lower case */
  addHosts(domains: readonly string[]): Promise<void>;
}

/** What TLS material works with beside its settings. */
export interface TlsMaterialParts {
  /** The machine's own, whatever the time of the state: clients check certificates against theirs. */
  readonly clock?: Clock;
  /** Takes a line for the operator. */
  readonly notice?: (line: string) => void;
}

/**
 * What the settings say of TLS; `null` when it is off. An authority is made or read when the first client needs it, or
 * at once where the settings name hosts: who asks for it first may know nothing of them.
 * @throws ConfigError when the settings cannot be carried out
 */
export async function tlsMaterial(
  settings: TlsSettings,
  { clock = systemClock, notice = () => undefined }: TlsMaterialParts = {},
): Promise<TlsMaterial | null> {
  const { tls } = settings;
  if (!tls.enabled) return null;
  checkHosts(tls);
  const given = ownCertificate(tls, clock.now());
  if (given !== null) return givenMaterial(given);
  const parts = authorityParts(settings, clock);
  if (parts.dataDir !== null) checkKept(parts.dataDir, clock.now());
  // One that was made before may lack names that were added since.
  if (parts.dataDir !== null && tls.hosts.length > 0) await openAuthorityForHosts(parts);
  return signedByAuthority(parts, notice);
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
  return openAuthorityForHosts(authorityParts(settings, systemClock));
}

function authorityParts({ tls, memory, data_dir: dataDir }: TlsSettings, clock: Clock): AuthorityParts {
  return { tls, dataDir: memory ? null : dataDir, clock, ids: randomIds };
}

function givenMaterial(given: KeyAndCertificate): TlsMaterial {
  return {
    own: async () => given,
    forHost: async () => 'own',
    authority: async () => null,
    addHosts: async () => undefined,
  };
}

function signedByAuthority(parts: AuthorityParts, notice: (line: string) => void): TlsMaterial {
  let opened: Promise<{ readonly authority: Authority; readonly certificates: Certificates }> | null = null;
  const open = () => {
    opened ??= openAuthority(parts).then((authority) => ({
      authority,
      certificates: new Certificates(authority, permittedNames(authority, parts, notice), parts.clock),
    }));
    // Whatever stood in the way may be gone when the next client comes.
    opened.catch(() => {
      opened = null;
    });
    return opened;
  };
  const added = new AddedAuthorities(parts);
  return {
    own: async () => (await open()).certificates.own(),
    async forHost(name) {
      const found = (await open()).certificates.forHost(name);
      return found === 'none' ? added.forHost(name) : found;
    },
    authority: async () => [(await open()).authority.certificate, ...added.certificates()].join(''),
    async addHosts(domains) {
      const { certificates } = await open();
      await added.add(domains.filter((domain) => certificates.forHost(domain) === 'none'));
    },
  };
}

/**
 * What certificates are made for: one name that the authority may not sign would make clients reject a whole
 * certificate. Names that this machine got since it was made are left out silently, those of the settings are told of.
 */
function permittedNames(
  authority: Authority,
  { tls, dataDir }: AuthorityParts,
  notice: (line: string) => void,
): CertificateNames {
  const [own, signing] = [ownNames(tls), signingNames(tls)];
  const missing = new Set(authority.notPermitted(signing));
  for (const host of authority.notPermitted(addedNames(tls)))
    notice(
      `https is not served as ${host}, which is not among the names that the authority in ` +
        `"${certificatePath(dataDir ?? '')}" may sign: ${NEW_NAMES}`,
    );
  const permitted = (names: readonly string[]): string[] => names.filter((name) => !missing.has(name));
  return {
    own: { domains: permitted(own.domains), addresses: permitted(own.addresses) },
    signing: { domains: permitted(signing.domains), ranges: signing.ranges },
  };
}
