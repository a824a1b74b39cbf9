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

/** A clock that can be set. Everything of one world goes by it: what falls due, what expires, signature windows, the `Date` header. */
export class VirtualClock implements Clock {
  readonly #machine: Clock;
  #setting: ClockSetting = { mode: 'real' };

  constructor(machine: Clock) {
    this.#machine = machine;
  }

  get mode(): ClockMode {
    return this.#setting.mode;
  }

  now(): number {
    const setting = this.#setting;
    if (setting.mode === 'real') return this.#machine.now();
    return setting.mode === 'frozen' ? setting.at : this.#machine.now() + setting.offsetMs;
  }

  set(setting: ClockSetting): void {
    this.#setting = setting;
  }

  /** Goes on from `time`: a frozen clock stands still there, any other runs on from there. */
  moveTo(time: number): void {
    const isFrozen = this.#setting.mode === 'frozen';
    this.#setting = isFrozen ? { mode: 'frozen', at: time } : { mode: 'offset', offsetMs: time - this.#machine.now() };
  }
}
