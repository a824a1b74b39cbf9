import type { DoorName } from '../recording/recording.ts';
import { type ShapeOf, shapeReader } from '../shape/shape-of.ts';
import { type Vocabulary, vocabularyOf } from '../shape/vocabulary.ts';
import { aliyun } from './aliyun.ts';
import { aliyunInstance } from './aliyun-instance.ts';
import { bk } from './bk.ts';
import { catalogueOf } from './catalogue.ts';
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
