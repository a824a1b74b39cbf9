import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { isRunning } from '@dragoman/input';

import { writeOwnerFile } from './owner-file.ts';

/** Where the gateway is that holds a data directory. */
export interface GatewayAddress {
  readonly url: string;
  readonly pid: number;
  readonly control_token: string | null;
}

const FILE = 'gateway.json';

/** Keeps the address in the data directory until it is removed. @throws Error of the operating system */
export function writeAddress(dataDir: string, address: GatewayAddress): () => void {
  const path = join(dataDir, FILE);
  writeOwnerFile(path, address);
  return () => {
    rmSync(path, { force: true });
  };
}

/** The address of the gateway that holds the data directory; `null` where none runs on this machine. */
export function readAddress(dataDir: string): GatewayAddress | null {
  try {
    const address = JSON.parse(readFileSync(join(dataDir, FILE), 'utf8')) as GatewayAddress;
    return isRunning(address.pid) ? address : null;
  } catch {
    return null;
  }
}
