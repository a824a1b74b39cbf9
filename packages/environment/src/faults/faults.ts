import type { Clock, Identity } from '@dragoman/core';
import type { Delivery, Injection, InterceptedRequest, Interceptor } from '@dragoman/protocol-kit';

import type { FaultMatch, FaultRule, FaultStep, StandingRule } from './rule.ts';

/** Who a rule is about: names that identities may have. */
type Names = ReadonlySet<string>;

interface ArmedRule {
  readonly id: number;
  readonly rule: FaultRule;
  readonly steps: readonly FaultStep[];
  /** How many requests it meets before it is spent. */
  readonly total: number;
  readonly expiresAt: number;
  /** `null` is anybody. */
  readonly who: Names | null;
  hits: number;
}

/** Rules with their counts, as JSON keeps them: no number is infinite, and what has no end is `null`. */
export interface KeptFaults {
  readonly made: number;
  readonly rules: readonly {
    readonly id: number;
    readonly rule: FaultRule;
    readonly expiresAt: number | null;
    readonly who: readonly string[] | null;
    readonly hits: number;
  }[];
}

/** What a rule's identity may be called beside the text that stands in the rule. */
export type IdentityNames = (text: string) => Promise<readonly string[]>;

/** The faults of an environment: rules in order, of which the first that matches a request and is not spent decides. */
export class Faults implements Interceptor {
  /** Whether any rule may still match. */
  isArmed = false;
  readonly #clock: Clock;
  readonly #namesOf: IdentityNames;
  readonly #wait: (ms: number) => Promise<void>;
  #isClosed = false;
  #rules: readonly ArmedRule[] = [];
  #made = 0;
  /** Hears of every request that a rule met, before anything comes of it; absent, nobody does. */
  onHit: (() => Promise<void>) | null = null;

  /** @param wait lets so many milliseconds of the machine's time pass */
  constructor(clock: Clock, namesOf: IdentityNames, wait: (ms: number) => Promise<void>) {
    this.#clock = clock;
    this.#namesOf = namesOf;
    this.#wait = wait;
  }

  get kept(): KeptFaults {
    const rules = this.#rules.map(({ id, rule, expiresAt, who, hits }) => ({
      ...{ id, rule, hits, expiresAt: expiresAt === Infinity ? null : expiresAt },
      who: who === null ? null : [...who],
    }));
    return { made: this.#made, rules };
  }

  /** Takes up what was kept, counts and all. */
  restore({ made, rules }: KeptFaults): void {
    this.#made = made;
    this.#keep(
      rules.map(({ id, rule, expiresAt, who, hits }) => ({
        ...{ id, rule, hits, ...stepsOf(rule), expiresAt: expiresAt ?? Infinity },
        who: who === null ? null : new Set(who),
      })),
    );
  }

  /** Replaces all rules; counts begin anew. The rules were checked before. */
  async set(rules: readonly FaultRule[]): Promise<void> {
    this.#keep(await Promise.all(rules.map((rule) => this.#armed(rule))));
  }

  /** Adds rules behind those that are there. */
  async add(rules: readonly FaultRule[]): Promise<void> {
    const added = await Promise.all(rules.map((rule) => this.#armed(rule)));
    this.#keep([...this.#rules, ...added]);
  }

  /** Takes one rule away; counts of the others go on. Answers whether there was one. */
  remove(id: number): boolean {
    const kept = this.#rules.filter((armed) => armed.id !== id);
    const isFound = kept.length < this.#rules.length;
    this.#keep(kept);
    return isFound;
  }

  list(): StandingRule[] {
    return this.#rules.map((armed) => ({
      id: armed.id,
      rule: armed.rule,
      state: this.#stateOf(armed),
      hits: armed.hits,
      remaining: armed.total === Infinity ? null : armed.total - armed.hits,
      expires_at: armed.expiresAt === Infinity ? null : new Date(armed.expiresAt).toISOString(),
    }));
  }

  /** Whether a rule decides what becomes of the request. Nothing comes of asking. */
  meets(request: InterceptedRequest): boolean {
    return this.#ruleFor(request) !== undefined;
  }

  /** What still waits is hung up on: nobody is there who could answer it. */
  close(): void {
    this.#isClosed = true;
  }

  async intercept(request: InterceptedRequest): Promise<Injection | null> {
    const armed = this.#ruleFor(request);
    if (armed === undefined) {
      this.#disarm();
      return null;
    }
    const step = armed.steps[armed.hits % armed.steps.length] ?? 'pass';
    armed.hits += 1;
    if (this.onHit !== null) await this.onHit();
    if (typeof step === 'object' && step.latency_ms !== undefined) await this.#wait(step.latency_ms);
    if (this.#isClosed) return { kind: 'drop' };
    return injectionOf(step);
  }

  #ruleFor(request: InterceptedRequest): ArmedRule | undefined {
    return this.#rules.find((candidate) => this.#stateOf(candidate) === 'armed' && matches(candidate, request));
  }

  #keep(rules: readonly ArmedRule[]): void {
    this.#rules = rules;
    this.#disarm();
  }

  /** Once nothing can match any more, requests need not ask. */
  #disarm(): void {
    this.isArmed = this.#rules.some((armed) => this.#stateOf(armed) === 'armed');
  }

  #stateOf({ hits, total, expiresAt }: ArmedRule): StandingRule['state'] {
    if (hits >= total) return 'spent';
    return this.#clock.now() >= expiresAt ? 'expired' : 'armed';
  }

  async #armed(rule: FaultRule): Promise<ArmedRule> {
    const expiresAt = rule.ttl_seconds === undefined ? Infinity : this.#clock.now() + rule.ttl_seconds * 1_000;
    const identity = rule.match?.identity;
    const who = identity === undefined ? null : new Set([identity, ...(await this.#namesOf(identity))]);
    this.#made += 1;
    return { id: this.#made, rule, ...stepsOf(rule), expiresAt, who, hits: 0 };
  }
}

function stepsOf(rule: FaultRule): Pick<ArmedRule, 'steps' | 'total'> {
  const steps = rule.script ?? [rule.fault ?? 'pass'];
  const rounds = rule.times ?? (rule.script === undefined ? Infinity : 1);
  return { steps, total: steps.length * rounds };
}

function matches({ rule, who }: ArmedRule, { door, operation, identity, resource }: InterceptedRequest): boolean {
  const match: FaultMatch = rule.match ?? {};
  return (
    (match.door === undefined || match.door === door) &&
    (match.operation === undefined || match.operation === operation) &&
    (match.resource === undefined || match.resource === resource) &&
    (who === null || isOneOf(who, identity))
  );
}

function isOneOf(who: Names, identity: Identity | null): boolean {
  return identity !== null && (who.has(identity.id) || who.has(identity.name));
}

/** A step that only waits, or lets pass, injects nothing that the client could see but time. */
function injectionOf(step: FaultStep): Injection | null {
  if (step === 'pass') return null;
  if (step === 'throttle' || step.throttle === true) return { kind: 'throttle' };
  if (step.error !== undefined) return { kind: 'reject', code: step.error };
  if (step.reset === 'before') return { kind: 'drop' };
  const delivery = deliveryOf(step);
  if (delivery !== null) return { kind: 'deliver', delivery };
  return step.latency_ms === undefined ? null : { kind: 'delay' };
}

function deliveryOf(step: Exclude<FaultStep, string>): Delivery | null {
  if (step.reset === 'after') return { kind: 'reset', after: 'nothing' };
  if (step.reset === 'mid-body') return { kind: 'reset', after: 'half' };
  if (step.truncate_bytes !== undefined) return { kind: 'truncate', afterBytes: step.truncate_bytes };
  return step.slow_bytes_per_second === undefined ? null : { kind: 'slow', bytesPerSecond: step.slow_bytes_per_second };
}
