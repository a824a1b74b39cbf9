import { type AuthorityParts, openAuthority } from './authority.ts';
import { Certificates, type HostCertificate } from './certificates.ts';
import { maySign, type SigningNames } from './names.ts';

/** What one authority signs for, and its certificate as PEM. */
interface AddedAuthority {
  readonly names: SigningNames;
  readonly certificate: string;
  readonly certificates: Certificates;
}

/**
 * Authorities for host names that are added while the gateway runs: what an authority may sign is written into its
 * certificate, so names that it lacks take another one. They are in memory alone.
 */
export class AddedAuthorities {
  readonly #parts: Pick<AuthorityParts, 'tls' | 'clock' | 'ids'>;
  readonly #added: AddedAuthority[] = [];

  constructor(parts: Pick<AuthorityParts, 'tls' | 'clock' | 'ids'>) {
    this.#parts = parts;
  }

  /** Makes one for those of the names that have none yet. @param domains lower case */
  async add(domains: readonly string[]): Promise<void> {
    const missing = domains.filter((domain) => !this.#added.some(({ names }) => maySign(names, domain)));
    if (missing.length === 0) return;
    const names = { domains: missing, ranges: [] };
    const authority = await openAuthority({ ...this.#parts, dataDir: null, names });
    const certificateNames = { own: { domains: [], addresses: [] }, signing: names };
    const certificates = new Certificates(authority, certificateNames, this.#parts.clock);
    this.#added.push({ names, certificate: authority.certificate, certificates });
  }

  /** @param name as the client sent it */
  forHost(name: string): HostCertificate {
    const host = name.toLowerCase();
    return this.#added.find(({ names }) => maySign(names, host))?.certificates.forHost(host) ?? 'none';
  }

  /** Their certificates, as PEM. */
  certificates(): string[] {
    return this.#added.map(({ certificate }) => certificate);
  }
}
