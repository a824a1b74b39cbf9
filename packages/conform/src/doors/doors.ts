import type { DoorName } from '../recording/recording.ts';
import { type ShapeOf, shapeReader } from '../shape/shape-of.ts';
import { type Vocabulary, vocabularyOf } from '../shape/vocabulary.ts';
import { aliyun } from './aliyun.ts';
import { aliyunInstance } from './aliyun-instance.ts';
import { bk } from './bk.ts';
import { catalogueOf, serviceOf } from './catalogue.ts';
import type { Door } from './door.ts';
import { huawei } from './huawei.ts';

const ALL: Readonly<Record<DoorName, Door>> = {
  ...{ huawei, aliyun, bk },
  'aliyun-instance': aliyunInstance,
};

export function doorNamed(name: DoorName): Door {
  return ALL[name];
}

/** The vendor that a host belongs to. */
export function doorOfHost(host: string): DoorName | null {
  return Object.values(ALL).find((door) => door.serviceAt(host) !== null)?.name ?? null;
}

/** Services that answer at the host of another one too: Huawei's SDK for Java asks CSMS at that of KMS. */
const ALSO_AT: Readonly<Record<string, string>> = { csms: 'kms' };

/**
 * The host that an operation is asked at, where a request names none.
 * @returns the first where the operation's service has no host of its own; `null` where its host is none of these
 */
export function hostServing(name: DoorName, hosts: readonly string[], operation: string | null): string | null {
  const service = serviceOf(name, operation);
  const located = hosts.map((host) => [host, ALL[name].serviceAt(host)?.service] as const);
  if (service === null || located.every(([, at]) => at === undefined)) return hosts[0] ?? null;
  const hostOf = (wanted: string | undefined) => located.find(([, at]) => at !== undefined && at === wanted)?.[0];
  return hostOf(service) ?? hostOf(ALSO_AT[service]) ?? null;
}

/** How the messages of one vendor are read. */
export interface Reader {
  readonly door: Door;
  readonly vocabulary: Vocabulary;
  readonly shapeOf: ShapeOf;
}

/** @param keptFields names of fields that are kept beside the vendor's */
export function readerOf(name: DoorName, keptFields: readonly string[] = []): Reader {
  const door = ALL[name];
  const vocabulary = vocabularyOf(catalogueOf(name).terms, keptFields);
  return { door, vocabulary, shapeOf: shapeReader(vocabulary, door.roles) };
}
