import type { AnswerShape, DoorName } from '../recording/recording.ts';

/**
 * A request of a probe, which is signed when it is sent. In its texts `<name>` stands for what an earlier answer told
 * under that name.
 */
export interface ProbeCall {
  /** Of another door than the probe's, which sets up what is called there. */
  readonly door?: DoorName;
  readonly method: string;
  /** The path, with the query where the door has one. */
  readonly target: string;
  /** Parameters of an RPC call: in the form of a POST, in the query of a GET. */
  readonly params?: Readonly<Record<string, string>>;
  /** Of JSON; of a message its fields, with bytes in Base64. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** What the texts of its answer are known by later, and under which name a credential is. */
  readonly as?: string;
  /** Keys that an earlier answer told, in the place of the caller's. */
  readonly keys?: { readonly id: string; readonly secret: string; readonly token?: string };
  /** Whose signature it bears; that of the key without. */
  readonly signed?: 'not' | 'wrongly' | 'as-web-user';
}

/** One call of a probe; with what is expected of it, where that is compared. */
export interface ProbeStep {
  readonly call: ProbeCall;
  /** What the step is about: `first`, `second`, `rejected`, `unsigned`, `observed`. */
  readonly name?: string;
  readonly expected?: AnswerShape;
}

/** What one operation answers: calls in an order that sets up what they need. */
export interface Probe {
  readonly door: DoorName;
  /** By the vendor's name. */
  readonly operation: string;
  /** What a gateway has to have been started with for it. */
  readonly needs: 'nothing' | 'settings';
  readonly steps: readonly ProbeStep[];
  /** What is sent when all is done, whatever came of it: where nothing else removes what was made. */
  readonly cleanup?: readonly ProbeCall[];
}
