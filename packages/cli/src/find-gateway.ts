import { loadSettings, readAddress, type Settings } from '@dragoman/gateway/command-line';

/** The gateway that a command talks to. */
export interface FoundGateway {
  readonly url: string;
  readonly token: string | undefined;
  /** How it was found, where it is not where one is by default; for people. */
  readonly foundBy: string | null;
}

/** Where a gateway is that was told nothing. */
export const DEFAULT_URL = 'http://127.0.0.1:4600';

/**
 * Finds the gateway of this folder: where the settings in force put it, else the one that holds the data directory,
 * else where one is by default.
 * @throws ConfigError for settings that do not fit
 */
export async function findGateway(env: NodeJS.ProcessEnv): Promise<FoundGateway> {
  const settings = await loadSettings({ flags: {}, env, file: null });
  const token = settings.control.token;
  const configured = urlOf(settings);
  if (configured !== DEFAULT_URL && settings.port !== 0)
    return { url: configured, token, foundBy: 'as the settings say' };
  const holder = settings.memory ? null : readAddress(settings.data_dir);
  if (holder === null || holder.url === DEFAULT_URL)
    return { url: DEFAULT_URL, token: holder?.control_token ?? token, foundBy: null };
  return { url: holder.url, token: holder.control_token ?? token, foundBy: `which holds ${settings.data_dir}` };
}

/** Who listens on every address is reached by the one of this machine. */
function urlOf({ host, port }: Pick<Settings, 'host' | 'port'>): string {
  const reached = { '0.0.0.0': '127.0.0.1', '::': '::1' }[host] ?? host;
  return `http://${reached.includes(':') ? `[${reached}]` : reached}:${port}`;
}
