import { type DoorName, type LeftOut, RECORDING_FORMAT, type RecordedExchange, type Recording } from './recording.ts';
import { UNKNOWN_FIELD } from '../shape/shape.ts';

/** What is known of a run before it begins. */
export interface RunFacts {
  readonly door: DoorName;
  readonly services: readonly string[];
  readonly region: string | null;
  /** `2026-11-30` */
  readonly date: string;
}

/** How many unlike exchanges are kept. */
const MAX_EXCHANGES = 20_000;

/** Collects the exchanges of a run, each that is like another once. */
export class RecordingWriter {
  readonly #exchanges = new Map<string, { readonly at: number; readonly exchange: RecordedExchange }>();
  readonly #steps: number[] = [];
  readonly #leftOut = new Map<string, LeftOut>();
  readonly #sdks = new Set<string>();
  readonly #onLine: (line: string) => void;

  /** @param onLine is given what is added as a line of its own, before the client has its answer */
  constructor(onLine: (line: string) => void = () => undefined) {
    this.#onLine = onLine;
  }

  add(exchange: RecordedExchange, sdk: string | null): void {
    const key = JSON.stringify(exchange);
    if (!this.#exchanges.has(key) && this.#exchanges.size >= MAX_EXCHANGES) {
      this.leaveOut({ operation: exchange.operation, why: 'too-many' });
      return;
    }
    const before = this.#exchanges.get(key);
    const known = before ?? { at: this.#exchanges.size, exchange };
    this.#exchanges.set(key, known);
    this.#steps.push(known.at);
    if (sdk !== null) this.#sdks.add(sdk);
    this.#onLine(
      `${before === undefined ? `{"exchange":${key}` : `{"step":${known.at}`},"sdk":${JSON.stringify(sdk)}}\n`,
    );
  }

  leaveOut({ operation, why }: Omit<LeftOut, 'times'>): void {
    const key = `${why} ${operation ?? ''}`;
    this.#leftOut.set(key, { operation, why, times: (this.#leftOut.get(key)?.times ?? 0) + 1 });
    this.#onLine(`${JSON.stringify({ left_out: { operation, why } })}\n`);
  }

  recording({ door, services, region, date }: RunFacts): Recording {
    const exchanges = [...this.#exchanges.values()].map(({ exchange }) => exchange);
    return {
      format: RECORDING_FORMAT,
      ...{ date, door, services, region },
      sdks: [...this.#sdks].toSorted(),
      exchanges,
      steps: this.#steps,
      left_out: [...this.#leftOut.values()],
      unknown_fields: JSON.stringify(exchanges).split(`"${UNKNOWN_FIELD}":`).length - 1,
    };
  }
}

/** A recording as its file has it: one exchange a line, so that two files compare well. */
export function recordingText({ exchanges, ...rest }: Recording): string {
  const lines = exchanges.map((exchange) => `    ${JSON.stringify(exchange)}`);
  const head = JSON.stringify(rest, null, 2).replace(/\n\}$/, '');
  // The steps are many, and nobody reads them one by one.
  const short = head.replace(/"steps": \[[^\]]*\]/, `"steps": ${JSON.stringify(rest.steps)}`);
  return `${short},\n  "exchanges": [\n${lines.join(',\n')}\n  ]\n}\n`;
}
