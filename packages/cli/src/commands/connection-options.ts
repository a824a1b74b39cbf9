import { ConfigError } from '@dragoman/input';
import { Option } from 'commander';

import { readText } from './input-file.ts';
import { DEFAULT_URL, findGateway, type FoundGateway } from '../find-gateway.ts';

/** Where a command finds its gateway. */
export interface ConnectionOptions {
  readonly url?: string;
  readonly token?: string;
  readonly tokenFile?: string;
}

const TOKEN_VARIABLE = 'DRAGOMAN_CONTROL_TOKEN';

/** The flags that say where the gateway is. */
export function connectionOptions(): Option[] {
  return [
    new Option(
      '--url <url>',
      `the gateway's address (DRAGOMAN_URL, default as the settings say, or ${DEFAULT_URL})`,
    ).env('DRAGOMAN_URL'),
    new Option('--token <token>', `the control token (${TOKEN_VARIABLE})`).conflicts('tokenFile'),
    new Option('--token-file <path>', 'the same from a file; - is the standard input'),
  ];
}

/**
 * Where the gateway is: by flag or variable, else as it is found. A token that is not given is known only of one that
 * is found.
 * @throws ConfigError for an address that is none, a file that cannot be read, or settings that do not fit
 */
export async function connectionFrom({ url, token, tokenFile }: ConnectionOptions): Promise<FoundGateway> {
  const given = isGiven(token)
    ? token
    : tokenFile === undefined
      ? process.env[TOKEN_VARIABLE] || undefined
      : readText(tokenFile, '--token-file');
  if (isGiven(url)) return { url: checkedUrl(url), token: given, foundBy: null };
  const found = await findGateway(process.env);
  return { ...found, token: given ?? found.token };
}

/** Says whom a command talked to, where that is not where a gateway is by default. */
export function announce({ url, foundBy }: FoundGateway): void {
  if (foundBy !== null) process.stderr.write(`dragoman: asked the gateway at ${url}, ${foundBy}\n`);
}

/** An empty variable counts as none. */
export function isGiven(text: string | undefined): text is string {
  return text !== undefined && text !== '';
}

function checkedUrl(url: string): string {
  if (/^https?:\/\//i.test(url) && URL.canParse(url)) return url.replace(/\/+$/, '');
  const guess = `http://${url.replace(/^[a-z]*:?\/\//i, '')}`;
  const example = URL.canParse(guess) ? guess : DEFAULT_URL;
  throw new ConfigError(`--url = "${url}" (or DRAGOMAN_URL) is no address: give it whole, as ${example}`);
}
