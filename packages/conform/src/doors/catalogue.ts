import type { RestRoute } from '@dragoman/protocol-kit';

import type { DoorName } from '../recording/recording.ts';
import type { ProtobufMessage } from '../shape/protobuf.ts';
import type { Words } from '../shape/vocabulary.ts';
import aliyun from './data/aliyun.json' with { type: 'json' };
import aliyunInstance from './data/aliyun-instance.json' with { type: 'json' };
import bk from './data/bk.json' with { type: 'json' };
import huawei from './data/huawei.json' with { type: 'json' };

/** An operation of a service. */
export interface KnownOperation {
  readonly name: string;
  /** Whether it changes nothing; what is not known to read is taken for a write. */
  readonly reads: boolean;
  /** How it is called, where the path says which it is. */
  readonly routes: readonly RestRoute[];
}

/** What is known of one vendor's services: written by `npm run docs` from the operations' own tables. */
export interface Catalogue {
  readonly operations: readonly KnownOperation[];
  readonly terms: Words;
  /** Of protobuf: `GetSecretValue request`, `GetSecretValue answer`, and `error`. */
  readonly messages?: Readonly<Record<string, ProtobufMessage>>;
}

const CATALOGUES: Readonly<Record<DoorName, Catalogue>> = {
  ...{ huawei, aliyun, bk },
  // Tuples are arrays to whoever reads JSON.
  'aliyun-instance': aliyunInstance as unknown as Catalogue,
};

export function catalogueOf(door: DoorName): Catalogue {
  return CATALOGUES[door];
}

/** Whether an operation is known to change nothing. */
export function isRead(door: DoorName, operation: string | null): boolean {
  return CATALOGUES[door].operations.some(({ name, reads }) => name === operation && reads);
}
