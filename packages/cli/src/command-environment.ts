import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { huaweiRegions } from '@dragoman/adapter-huawei';
import type { ControlClient } from '@dragoman/control';
import { type Inspection, type ProxiedHost, ProxyRecord } from '@dragoman/server';

import type { Credentials } from './client-credentials.ts';
import { clientEnvironment, trustOf } from './client-environment.ts';
import { startCommandProxy, startRelay } from './command-proxy.ts';

/** What leads a command to a gateway. */
interface CommandEnvironmentParts {
  /** Of the gateway. */
  readonly url: string;
  readonly control: ControlClient;
  /** Host names beside the clouds' that the gateway answers. */
  readonly hosts: readonly string[];
  readonly unknown_hosts: 'pass' | 'reject';
  /** Of a sandbox; `null` for the documented ones, where none are set. */
  readonly credentials: Credentials | null;
  /** Whether a connection to the gateway comes about, by the proxy or without it. Without it every one does. */
  readonly admit?: () => boolean;
  /** Reads what goes to hosts that the gateway does not answer. */
  readonly inspection?: Inspection;
}

/** What a command is run in. */
export interface CommandEnvironment {
  /** Those that lead its SDKs to the gateway; they go on top of what is set. */
  readonly variables: Readonly<Record<string, string>>;
  /** The hosts that it asked for through the proxy. */
  hosts(): readonly ProxiedHost[];
  /** Ends the proxy and removes the files. */
  close(): void;
}

/** Starts a proxy for one command, and writes the files that its SDKs are to trust. */
export async function openCommandEnvironment(parts: CommandEnvironmentParts): Promise<CommandEnvironment> {
  const { url, control, hosts, unknown_hosts, credentials, admit, inspection } = parts;
  // The gateway makes certificates for these names, or it would show one of another name.
  if (hosts.length > 0) await control.hosts.add({ hosts: [...hosts] });
  const trust = await trustOf(control);
  const record = new ProxyRecord();
  const rules = {
    ...{ own: { list: () => hosts }, unknown_hosts, record },
    ...(admit !== undefined && { admit }),
    ...(inspection !== undefined && { otherHosts: inspection.otherHosts }),
  };
  const proxy = await startCommandProxy(url, rules);
  const relay = admit === undefined ? null : await startRelay(url, admit);
  const directory = mkdtempSync(join(tmpdir(), 'dragoman-exec-'));
  const variables = clientEnvironment({
    url: relay?.url ?? url,
    proxy: proxy.url,
    ...trust,
    authority: authoritiesOf(trust.authority, inspection),
    directory,
    regions: huaweiRegions,
    credentials,
    before: process.env,
  });
  return {
    variables,
    hosts: () => record.list(),
    close() {
      rmSync(directory, { recursive: true, force: true });
      proxy.close();
      relay?.close();
    },
  };
}

function authoritiesOf(gateway: string | null, inspection: Inspection | undefined): string | null {
  if (inspection === undefined) return gateway;
  return gateway === null ? inspection.certificate : `${gateway}\n${inspection.certificate}`;
}
