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
  /** The service that has it, as host names have it, where a vendor's services have hosts of their own. */
  readonly service?: string;
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

/** The service that has an operation; `null` where it is not told. */
export function serviceOf(door: DoorName, operation: string | null): string | null {
  return CATALOGUES[door].operations.find(({ name }) => name === operation)?.service ?? null;
}

/** Whether an operation is known to change nothing. */
export function isRead(door: DoorName, operation: string | null): boolean {
  return CATALOGUES[door].operations.some(({ name, reads }) => name === operation && reads);
}
