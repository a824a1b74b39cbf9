/** Secrets that rotate by themselves while gateways are killed and stopped: each rotation once, none left out. */

const SECRETS = 40;
const PERIOD_MS = 7 * 86_400_000;
/** What is late by this much is still done before the next is due. */
const SLACK_MS = 3_600_000;
const RETRY_MS = 50;

/** What became of the rotations of one secret. */
export interface DueLine {
  readonly due: string;
  readonly done: number;
  readonly expected: number;
  /** Between two rotations one after the other; twice for one due time is a short one. */
  readonly shortestGapMs: number;
  readonly periodMs: number;
}

/** Calls a gateway that is there: a path and what is sent. @throws where it is not answered with success */
export type CallAny = (method: string, path: string, body?: object) => Promise<unknown>;

/** What falls due, and the clock that makes it. */
export class DueWork {
  readonly #call: CallAny;
  readonly #project: string;
  #begin = 0;
  #periods = 0;

  constructor(call: CallAny, project: string) {
    this.#call = call;
    this.#project = project;
  }

  async begin(): Promise<void> {
    for (let at = 0; at < SECRETS; at += 1)
      await this.#call('POST', `/v1/${this.#project}/secrets`, {
        name: `due${at}`,
        secret_string: '{"password":"first"}',
        ...{ secret_type: 'RDS-FG', auto_rotation: true, rotation_period: '7d' },
        rotation_config: '{"InstanceId":"i","SecretSubType":"SingleUser"}',
        rotation_func_urn: 'urn:fss:r:p:function:default:n:latest',
      });
    this.#begin = await this.#now();
  }

  /** Lets the time of one more rotation come. A gateway may die of it at any point: it is asked for until it was. */
  async advance(): Promise<void> {
    this.#periods += 1;
    const to = this.#begin + this.#periods * PERIOD_MS + SLACK_MS;
    while ((await this.#now()) < to)
      await this.#call('POST', '/_dragoman/clock/advance', { to }).catch(() => undefined);
  }

  async lines(): Promise<DueLine[]> {
    return Promise.all(Array.from({ length: SECRETS }, (_, at) => this.#lineOf(`due${at}`)));
  }

  async #lineOf(due: string): Promise<DueLine> {
    const path = `/v1/${this.#project}/secrets/${due}/versions?limit=50`;
    const { version_metadatas: versions } = (await this.#untilAnswered('GET', path)) as {
      readonly version_metadatas: readonly { readonly create_time: number }[];
    };
    const times = versions.map((version) => version.create_time).toSorted((left, right) => left - right);
    const gaps = times.slice(1).map((time, at) => time - (times[at] ?? 0));
    const shortestGapMs = Math.min(...gaps, Number.MAX_SAFE_INTEGER);
    return { due, done: times.length - 1, expected: this.#periods, shortestGapMs, periodMs: PERIOD_MS };
  }

  async #now(): Promise<number> {
    return ((await this.#untilAnswered('GET', '/_dragoman/clock')) as { readonly now_ms: number }).now_ms;
  }

  async #untilAnswered(method: string, path: string): Promise<unknown> {
    for (;;) {
      try {
        return await this.#call(method, path);
      } catch {
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      }
    }
  }
}
