import type { BodyShape } from '../shape/body-shape.ts';
import type { HeaderShape } from '../shape/header-shape.ts';

/** The doors, as recordings name them. */
export const DOORS = ['huawei', 'aliyun', 'aliyun-instance', 'bk'] as const;
export type DoorName = (typeof DOORS)[number];

/** What a client sent, without a value, a name or an id. */
export interface RequestShape {
  readonly method: string;
  readonly headers: readonly HeaderShape[];
  /** Parameters of the query by name, with the forms of their texts, in their order. */
  readonly query: BodyShape;
  readonly body: BodyShape;
}

/** What was answered, without a value, a name or an id. */
export interface AnswerShape {
  readonly status: number;
  readonly headers: readonly HeaderShape[];
  readonly body: BodyShape;
}

/** One request with its answer. */
export interface RecordedExchange {
  /** By the vendor's name; `null` for one that the catalogue does not have. */
  readonly operation: string | null;
  readonly request: RequestShape;
  readonly answer: AnswerShape;
}

/** What was not sent on, and why; by operations, with how often. */
export interface LeftOut {
  readonly operation: string | null;
  readonly why: 'write' | 'unknown-operation' | 'other-host' | 'no-credential' | 'no-answer' | 'too-many';
  readonly times: number;
}

export const RECORDING_FORMAT = 'dragoman-recording/1';

/**
 * A run of a client against a service: the shapes of what was said, each once, and the order in which it was said.
 * Members that a reader does not know are left alone, so that more may be kept beside.
 */
export interface Recording {
  readonly format: typeof RECORDING_FORMAT;
  /** Of the day it was made on, in UTC: `2026-11-30`. */
  readonly date: string;
  readonly door: DoorName;
  /** The service's own short names, such as `kms`; empty where the upstream is none of the vendor's. */
  readonly services: readonly string[];
  /** As the vendor spells it; `null` where the upstream's name tells none. */
  readonly region: string | null;
  /** Official SDKs that said who they are, with their versions. */
  readonly sdks: readonly string[];
  readonly exchanges: readonly RecordedExchange[];
  /** Numbers of exchanges, in the order in which they were made. */
  readonly steps: readonly number[];
  readonly left_out: readonly LeftOut[];
  /** How many fields stand as `~`, because somebody may have chosen their names. */
  readonly unknown_fields: number;
}
