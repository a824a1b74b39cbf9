import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where a user's programs keep what they can make again: that of `os.UserCacheDir` of Go. */
export function cacheDirectory(): string {
  const { XDG_CACHE_HOME: xdg, LOCALAPPDATA: local } = process.env;
  if (process.platform === 'win32') return given(local) ?? join(homedir(), 'AppData', 'Local');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches');
  return given(xdg) ?? join(homedir(), '.cache');
}

function given(directory: string | undefined): string | undefined {
  return directory === '' ? undefined : directory;
}
