import { Option } from 'commander';

/** Where a command finds its gateway. */
export interface ConnectionOptions {
  readonly url?: string;
  readonly token?: string;
}

const DEFAULT_URL = 'http://127.0.0.1:4600';

/** The flags that say where the gateway is. */
export function connectionOptions(): Option[] {
  return [
    new Option('--url <url>', `the gateway's address (DRAGOMAN_URL, default ${DEFAULT_URL})`).env('DRAGOMAN_URL'),
    new Option('--token <token>', 'the control token (DRAGOMAN_CONTROL_TOKEN)').env('DRAGOMAN_CONTROL_TOKEN'),
  ];
}

/** Where the gateway is, from flags and environment. */
export function connectionFrom({ url, token }: ConnectionOptions): {
  readonly url: string;
  readonly token: string | undefined;
} {
  return { url: (isGiven(url) ? url : DEFAULT_URL).replace(/\/+$/, ''), token: isGiven(token) ? token : undefined };
}

/** An empty variable counts as none. */
export function isGiven(text: string | undefined): text is string {
  return text !== undefined && text !== '';
}
