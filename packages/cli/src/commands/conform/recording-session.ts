import { readFileSync } from 'node:fs';

import type { DoorName, LeftOut, RawRequest, Recording, RunFacts, Signing, Transport } from '@dragoman/conform';
import { randomIds, systemClock } from '@dragoman/environment';
import { ConfigError } from '@dragoman/input';
import { ProxyRecord } from '@dragoman/server';

import { type RecordServer, startRecordServer } from '../../record-server.ts';
import { conformModule } from './conform-module.ts';
import { openRecordingFile } from './recording-file.ts';
import { serviceKeys } from './service-keys.ts';
import { type SpelledServices, spelledServices } from './upstreams.ts';

/** What a recording is made by. */
export interface RecordFlags {
  readonly upstream: readonly string[];
  readonly door?: DoorName;
  readonly out: string;
  readonly passThrough?: true;
  readonly writes?: true;
  readonly credentials?: string;
  readonly allowHost: readonly string[];
  readonly keepField: readonly string[];
  readonly unknownHosts: 'pass' | 'reject';
  readonly upstreamCa?: string;
}

/** A client's run while it is recorded. */
export interface RecordingSession extends SpelledServices {
  readonly server: RecordServer;
  /** What clients present in the place of the user's key; `null` where requests pass as they are. */
  readonly runKey: string | null;
  /** What it is about, which is known before it begins. */
  readonly facts: RunFacts;
  /** Writes the recording where `--out` says. @throws ConfigError where that is not possible */
  finish(): Recording;
  close(): void;
}

/**
 * Starts what clients are led to in the place of the services.
 * @throws ConfigError for a service that requests may not go to, or a key that is missing
 */
export async function openRecording(flags: RecordFlags): Promise<RecordingSession> {
  const spelled = await spelledServices('--upstream', flags.upstream, flags);
  const { door, services } = spelled;
  const { firstLine, recordRequest, RecordingWriter, recordingText, readerOf, doorNamed, hostServing } =
    await conformModule();
  const upstreams = await transportsTo(spelled, flags.upstreamCa);
  const signing: Signing | 'pass-through' =
    flags.passThrough === true ? 'pass-through' : await signingFor(spelled, flags.credentials);
  const facts = await factsOf(spelled);
  const file = openRecordingFile(flags.out, firstLine(facts));
  const writer = new RecordingWriter((line) => {
    file.append(line);
  });
  const parts = {
    ...{ reader: readerOf(door, flags.keepField), writer, upstreams, signing, writes: flags.writes === true },
    onLeftOut: tell,
  };
  const hosts = services.map(({ host }) => host);
  // An SDK that was given an endpoint names no service by its host.
  const hostFor = (request: RawRequest): string => hostServing(door, hosts, doorNamed(door).operationOf(request)) ?? '';
  const rules = { own: { list: () => hosts }, unknown_hosts: flags.unknownHosts, record: new ProxyRecord() };
  const server = await startRecordServer(rules, (request, host) =>
    recordRequest(request, host ?? hostFor(request), parts),
  );
  return {
    ...spelled,
    server,
    runKey: signing === 'pass-through' ? null : signing.runKey,
    facts,
    finish() {
      const recording = writer.recording(facts);
      file.finish(recordingText(recording));
      return recording;
    },
    close() {
      server.close();
      for (const transport of upstreams.values()) transport.close();
    },
  };
}

async function factsOf({ door, services }: SpelledServices): Promise<RunFacts> {
  const { doorNamed } = await conformModule();
  const located = services.flatMap(({ host }) => doorNamed(door).serviceAt(host) ?? []);
  return {
    door,
    services: located.map(({ service }) => service),
    region: located.find(({ region }) => region !== null)?.region ?? null,
    date: new Date(systemClock.now()).toISOString().slice(0, 10),
  };
}

async function transportsTo({ services }: SpelledServices, caFile?: string): Promise<Map<string, Transport>> {
  const { openTransport } = await conformModule();
  const ca = caFile === undefined ? undefined : authorityIn(caFile);
  return new Map(services.map(({ host, url }) => [host, openTransport(url, ca)]));
}

function authorityIn(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new ConfigError(`--upstream-ca: ${path} cannot be read: give a file of PEM`, { cause: error });
  }
}

/** Keys for this run, by the forms that the vendors' have: whoever does not show them is signed nothing for. */
async function signingFor({ door, services }: SpelledServices, file: string | undefined): Promise<Signing> {
  const isLocal = services.every((service) => service.isLocal);
  const random = Buffer.from(randomIds.bytes(16)).toString('hex');
  return {
    keys: await serviceKeys(door, file, isLocal),
    runKey: door === 'huawei' ? random.toUpperCase() : door === 'bk' ? `run-${random}` : `LTAI${random}`,
    now: () => systemClock.now(),
    newNonce: () => randomIds.uuid(),
  };
}

const WHY: Readonly<Record<LeftOut['why'], string>> = {
  write: 'it writes: --writes sends it',
  'unknown-operation': 'it is not known whether it writes: --writes sends it',
  'other-host': 'its host is none of --upstream',
  'no-credential': 'it does not present the key of this run: is the command given other credentials?',
  'no-answer': 'the service gave no answer',
  'too-many': 'the recording is full',
};

function tell({ operation, why }: Omit<LeftOut, 'times'>, host: string): void {
  const sent = why === 'no-answer' ? 'was sent' : 'was not sent';
  const reason =
    why === 'other-host' && host !== '' ? `its host ${JSON.stringify(host)} is none of --upstream` : WHY[why];
  process.stderr.write(`dragoman: ${operation ?? 'a request'} ${sent}: ${reason}\n`);
}
