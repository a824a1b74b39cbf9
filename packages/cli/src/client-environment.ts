import { mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import tls from 'node:tls';

import type { ControlClient } from '@dragoman/control';
import { ControlError } from '@dragoman/input';

import { type Credentials, credentialVariables } from './client-credentials.ts';
import { javaTrustStore } from './java-trust-store.ts';
import { NODE_PRELOAD, PYTHON_PRELOAD } from './preloads.ts';

/** What a program is to be led by. */
export interface ClientEnvironmentParts {
  /** Of the gateway. */
  readonly url: string;
  /** Of the proxy that leads to it. */
  readonly proxy: string;
  /** Whether the gateway answers https. */
  readonly isSecured: boolean;
  /** The authorities to be trusted, as PEM; `null` where programs trust who signed the certificate. */
  readonly authority: string | null;
  /** Where the files that programs are told to trust are written; nobody else reads them. */
  readonly directory: string;
  /** Regions of Huawei's whose endpoints are set. */
  readonly regions: readonly string[];
  /** Of a sandbox; `null` for the documented ones, where none are set. */
  readonly credentials: Credentials | null;
  /** What stands in the environment already. */
  readonly before: Readonly<Record<string, string | undefined>>;
}

/** Java insists on a password for a store that keeps nothing secret. */
const TRUST_STORE_PASSWORD = 'changeit';

/** Hosts of this machine are reached without a proxy. */
const LOCAL = ['localhost', '127.0.0.1', '::1'];

/**
 * The variables that lead a program's SDKs to the gateway with no change of its code: endpoints that SDKs read, a
 * proxy, and whom to trust. Credentials are the documented ones, unless there are others.
 */
export function clientEnvironment(parts: ClientEnvironmentParts): Record<string, string> {
  return {
    DRAGOMAN_URL: parts.url,
    ...endpoints(parts),
    ...proxies(parts),
    ...trust(parts),
    ...preloads(parts),
    ...credentialVariables(parts.credentials, parts.before),
    ...java(parts),
  };
}

/** The authorities of a gateway, as PEM; `null` where https is off or the certificate is the user's. */
export async function authorityOf(control: ControlClient): Promise<string | null> {
  return control.tls.authority().catch((error: unknown) => {
    if (error instanceof ControlError && error.code === 'no-authority') return null;
    throw error;
  });
}

/** What clients of a gateway need to know of its https. */
export async function trustOf(
  control: ControlClient,
): Promise<Pick<ClientEnvironmentParts, 'isSecured' | 'authority'>> {
  const [{ https: isSecured }, authority] = await Promise.all([control.status(), authorityOf(control)]);
  return { isSecured, authority };
}

/** Each certificate of a text in PEM. */
export function certificatesIn(pem: string): string[] {
  return pem.match(/-----BEGIN CERTIFICATE-----[^]*?-----END CERTIFICATE-----/g) ?? [];
}

/**
 * Official SDKs read these where the program gives a region rather than an endpoint. That of IAM is for https where it
 * can be: Huawei's SDK for Go (`core/auth/internal/iam_service.go`) sets `https://` before one that begins otherwise.
 */
function endpoints({ url, isSecured, regions }: ClientEnvironmentParts): Record<string, string> {
  const names = regions.map((region) => region.toUpperCase().replaceAll('-', '_'));
  return {
    ...Object.fromEntries(
      names.flatMap((region) =>
        ['CSMS', 'KMS', 'IAM'].map((service) => [`HUAWEICLOUD_SDK_REGION_${service}_${region}`, url]),
      ),
    ),
    HUAWEICLOUD_SDK_IAM_ENDPOINT: isSecured ? url.replace(/^http:/, 'https:') : url,
    BK_API_URL_TMPL: `${url}/api/{api_name}`,
    BK_COMPONENT_API_URL: url,
  };
}

function proxies({ proxy, before }: ClientEnvironmentParts): Record<string, string> {
  const without = [
    ...new Set([
      ...(before['NO_PROXY'] ?? before['no_proxy'] ?? '').split(',').filter((host) => host !== ''),
      ...LOCAL,
    ]),
  ].join(',');
  return {
    HTTPS_PROXY: proxy,
    https_proxy: proxy,
    HTTP_PROXY: proxy,
    http_proxy: proxy,
    NO_PROXY: without,
    no_proxy: without,
    // Node's own fetch and http read the others only when told to (from 22.21 and 24.5 on).
    NODE_USE_ENV_PROXY: '1',
  };
}

function trust({ authority, directory }: ClientEnvironmentParts): Record<string, string> {
  if (authority === null) return {};
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const [own, all] = [join(directory, 'authority.pem'), join(directory, 'bundle.pem')];
  writeFileSync(own, authority, { mode: 0o600 });
  // These replace what a program trusts, so the public authorities go in too: other hosts pass.
  writeFileSync(all, [authority, ...tls.rootCertificates].join('\n'), { mode: 0o600 });
  return {
    NODE_EXTRA_CA_CERTS: own,
    SSL_CERT_FILE: all,
    REQUESTS_CA_BUNDLE: all,
    CURL_CA_BUNDLE: all,
    AWS_CA_BUNDLE: all,
    // aliyun-python-sdk-core reads this one alone (aliyunsdkcore/client.py).
    ALIBABA_CLOUD_CA_BUNDLE: all,
  };
}

/** For clients that look neither at the proxy nor at the bundles that the environment names. */
function preloads({ directory, before }: ClientEnvironmentParts): Record<string, string> {
  const [node, python] = [join(directory, 'node-preload.cjs'), join(directory, 'python')];
  mkdirSync(python, { recursive: true, mode: 0o700 });
  writeFileSync(node, NODE_PRELOAD, { mode: 0o600 });
  writeFileSync(join(python, 'sitecustomize.py'), PYTHON_PRELOAD, { mode: 0o600 });
  const given = (name: string): string[] => (before[name] === undefined || before[name] === '' ? [] : [before[name]]);
  return {
    NODE_OPTIONS: [...given('NODE_OPTIONS'), `--require ${JSON.stringify(node)}`].join(' '),
    PYTHONPATH: [python, ...given('PYTHONPATH')].join(delimiter),
  };
}

/** Java reads proxies and trust from properties alone; its launcher reads those from this variable. */
function java({ authority, directory, proxy, before }: ClientEnvironmentParts): Record<string, string> {
  const { hostname, port } = new URL(proxy);
  const options = [
    before['JAVA_TOOL_OPTIONS'],
    `-Dhttps.proxyHost=${hostname} -Dhttps.proxyPort=${port} -Dhttp.proxyHost=${hostname} ` +
      `-Dhttp.proxyPort=${port} -Dhttp.nonProxyHosts=${LOCAL.slice(0, 2).join('|')}`,
  ];
  if (authority !== null) {
    const store = join(directory, 'trust.jks');
    writeFileSync(
      store,
      javaTrustStore([...certificatesIn(authority), ...tls.rootCertificates], TRUST_STORE_PASSWORD),
      { mode: 0o600 },
    );
    options.push(
      `-Djavax.net.ssl.trustStore=${store} -Djavax.net.ssl.trustStorePassword=${TRUST_STORE_PASSWORD} ` +
        '-Djavax.net.ssl.trustStoreType=JKS',
    );
  }
  return { JAVA_TOOL_OPTIONS: options.filter((option) => option !== undefined && option !== '').join(' ') };
}
