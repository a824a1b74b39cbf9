import { ConfigError } from '@dragoman/input';

import type { Settings } from '../config/schema.ts';
import { writeOwnerFile } from '../state/owner-file.ts';
import { VERSION } from '../version.ts';

/** What a program that started a gateway needs to call it. */
export interface ReadyEvent {
  readonly event: 'ready';
  /** As clients are told; with the scheme `http` the same host and port answer https, unless that is off. */
  readonly url: string;
  readonly pid: number;
  readonly version: string;
  /** Answers, as PEM, the certificate of the authority that https clients are to trust; `null` where there is none. */
  readonly authority: string | null;
}

/** What the line of `--json` says. */
export function readyEvent(url: string, { tls }: Pick<Settings, 'tls'>): ReadyEvent {
  const isOwnAuthority = tls.enabled && tls.cert_file === undefined;
  return {
    event: 'ready',
    url,
    pid: process.pid,
    version: VERSION,
    authority: isOwnAuthority ? `${url}/_dragoman/tls/authority` : null,
  };
}

/**
 * Writes what the ready line says, and the control token, for the owner alone. Who sees the file sees all of it.
 * @throws ConfigError where it cannot be written
 */
export function writeReadyFile(path: string, ready: ReadyEvent, token: string | undefined): void {
  try {
    writeOwnerFile(path, { ...ready, control_token: token ?? null });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new ConfigError(
      `the ready file "${path}" cannot be written (${code ?? 'unknown'}): give another --ready-file`,
      {
        cause: error,
      },
    );
  }
}
