import type { Clock } from '@dragoman/core';

/** How a clock goes: as the machine's, shifted against it, or not at all. */
export type ClockMode = 'real' | 'offset' | 'frozen';

/** What a clock may be set to. */
export type ClockSetting =
  | { readonly mode: 'real' }
  /** `offsetMs` ahead of the machine's clock. */
  | { readonly mode: 'offset'; readonly offsetMs: number }
  /** Stands still at `at`, Unix milliseconds. */
  | { readonly mode: 'frozen'; readonly at: number };

/**
 * Which clock callers may go by when they state the time of a signature: the machine's or this one, or this one alone.
 * Callers sign by their machine's clock, which does not follow when this one is set.
 */
export type SignatureTimes = 'either' | 'gateway';

/** What a clock starts with. */
export interface ClockStart {
  readonly setting?: ClockSetting;
  readonly signatures?: SignatureTimes;
}

/** How a clock goes. */
export interface KeptClock {
  readonly setting: ClockSetting;
  readonly signatures: SignatureTimes;
}

/**
 * A clock that can be set. Everything of one environment goes by it: what falls due, what expires, signature windows,
 * the `Date` header.
 */
export class VirtualClock implements Clock {
  readonly #machine: Clock;
  readonly #start: ClockSetting;
  #setting: ClockSetting;
  #pausedAt: number | null = null;
  readonly #startSignatures: SignatureTimes;
  signatures: SignatureTimes;

  constructor(machine: Clock, { setting = { mode: 'real' }, signatures = 'either' }: ClockStart = {}) {
    this.#machine = machine;
    this.#start = setting;
    this.#setting = setting;
    this.signatures = signatures;
    this.#startSignatures = signatures;
  }

  get mode(): ClockMode {
    return this.#setting.mode;
  }

  /** Whether no time passes by itself. */
  get isPaused(): boolean {
    return this.#pausedAt !== null || this.#setting.mode === 'frozen';
  }

  /** How far it is ahead of the machine's clock, in milliseconds; behind is negative. */
  get offsetMs(): number {
    const setting = this.#setting;
    if (this.#pausedAt === null && setting.mode !== 'frozen') return setting.mode === 'offset' ? setting.offsetMs : 0;
    return this.now() - this.#machine.now();
  }

  now(): number {
    return this.#pausedAt ?? this.#timeOf(this.#setting);
  }

  #timeOf(setting: ClockSetting): number {
    if (setting.mode === 'real') return this.#machine.now();
    return setting.mode === 'frozen' ? setting.at : this.#machine.now() + setting.offsetMs;
  }

  callerTimes(): readonly number[] {
    const now = this.now();
    return this.mode === 'real' || this.signatures === 'gateway' ? [now] : [now, this.#machine.now()];
  }

  /** How it goes, as it can be kept. */
  get kept(): KeptClock {
    return { setting: this.#setting, signatures: this.signatures };
  }

  /** Goes as another one did whose way was kept. */
  restore({ setting, signatures }: KeptClock): void {
    this.#setting = setting;
    this.signatures = signatures;
  }

  set(setting: ClockSetting): void {
    this.#setting = setting;
  }

  /** What it shows if it goes as it did at the start. */
  timeOfStart(): number {
    return this.#timeOf(this.#start);
  }

  /** Goes as it did at the start. */
  reset(): void {
    this.#setting = this.#start;
    this.signatures = this.#startSignatures;
  }

  /** Stands still at a time until it goes on from there. */
  pauseAt(time: number): void {
    if (this.mode === 'real') this.#setting = { mode: 'offset', offsetMs: 0 };
    this.#pausedAt = time;
  }

  /** Goes on from where it was held: a frozen clock stays there, any other runs on from there. */
  resume(): void {
    const at = this.now();
    this.#pausedAt = null;
    this.#setting =
      this.mode === 'frozen' ? { mode: 'frozen', at } : { mode: 'offset', offsetMs: at - this.#machine.now() };
  }
}
