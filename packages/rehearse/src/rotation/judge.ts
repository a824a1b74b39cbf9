import type { RotationForm, RotationTimeline, TimedLogin, TimedVersion } from './timeline.ts';

/** What became of a version. Times are milliseconds from the start of the run. */
export interface VersionUse extends TimedVersion {
  /** Reads that answered it. */
  readonly reads: number;
  readonly lastReadAt: number | null;
  readonly logins: number;
  readonly lastLoginAt: number | null;
  /** Logins with it after it was withdrawn, and how many of all that were rejected. */
  readonly withdrawnLogins: number;
  readonly rejectedLogins: number;
  /** For how long a login still used it after a newer one was there. */
  readonly staleMs: number;
}

export const CRITERIA = ['follows', 'within-ttl', 'not-withdrawn', 'survives'] as const;
export type Criterion = (typeof CRITERIA)[number];

/** One criterion about a secret in a form, or about the program where `secret` is null. */
export interface RotationFinding {
  readonly form: RotationForm;
  readonly secret: string | null;
  readonly criterion: Criterion;
  readonly verdict: 'passed' | 'broken' | 'skipped';
  /** The versions that broke it. */
  readonly versions: readonly string[];
}

/** A reading takes a moment: what is used so soon after a newer version is there was asked for before. */
const IN_FLIGHT_MS = 250;

/** What became of each version. */
export function usesOf({ versions, reads, logins }: RotationTimeline): VersionUse[] {
  return versions.map((version): VersionUse => {
    const { secret, id, madeAt, supersededAt, withdrawnAt } = version;
    const readOf = reads.filter(
      ({ at, secret: read }) => read === secret && at >= madeAt && at < (supersededAt ?? Infinity),
    );
    const used = logins.filter(({ version: with_ }) => with_?.secret === secret && with_.id === id);
    const lastLoginAt = latest(used);
    return {
      ...version,
      ...{ reads: readOf.length, lastReadAt: latest(readOf), logins: used.length, lastLoginAt },
      withdrawnLogins: used.filter(({ at }) => withdrawnAt !== null && at > withdrawnAt + IN_FLIGHT_MS).length,
      rejectedLogins: used.filter(({ accepted }) => !accepted).length,
      staleMs: supersededAt === null || lastLoginAt === null ? 0 : Math.max(0, lastLoginAt - supersededAt),
    };
  });
}

/**
 * Judges a run.
 * @param ttlMs how long the program may go on with a value that was superseded; null where nothing was promised
 */
export function judgeRotation(timeline: RotationTimeline, ttlMs: number | null): RotationFinding[] {
  const uses = usesOf(timeline);
  const concerned = uses.filter(({ supersededAt, reads, logins }) => supersededAt !== null || reads > 0 || logins > 0);
  const secrets = [...new Set(concerned.map(({ secret }) => secret))];
  const { form, exit } = timeline;
  return [
    ...secrets.flatMap((secret) =>
      judgeSecret(
        timeline,
        uses.filter((use) => use.secret === secret),
        ttlMs,
      ),
    ),
    {
      form,
      secret: null,
      criterion: 'survives',
      verdict: exit === null || exit === 0 ? 'passed' : 'broken',
      versions: [],
    },
  ];
}

function judgeSecret(timeline: RotationTimeline, uses: readonly VersionUse[], ttlMs: number | null): RotationFinding[] {
  const { form } = timeline;
  const secret = uses[0]?.secret ?? '';
  const hasLogins = uses.some(({ logins }) => logins > 0);
  const finding = (criterion: Criterion, isTested: boolean, broken: readonly VersionUse[]): RotationFinding => {
    const verdict = broken.length > 0 ? 'broken' : isTested ? 'passed' : 'skipped';
    return { form, secret, criterion, verdict, versions: broken.map(({ id }) => id) };
  };
  const stale = uses.filter(({ staleMs }) => ttlMs !== null && staleMs > ttlMs + IN_FLIGHT_MS);
  return [
    finding('follows', uses.length > 1, neverFollowed(timeline, uses, ttlMs)),
    finding('within-ttl', hasLogins && ttlMs !== null && uses.length > 1, stale),
    finding(
      'not-withdrawn',
      hasLogins && uses.length > 1,
      uses.filter(({ withdrawnLogins }) => withdrawnLogins > 0),
    ),
  ];
}

/**
 * The version after the last one that was used, where the program ran on for longer than its cache may keep a value.
 */
function neverFollowed({ endedAt }: RotationTimeline, uses: readonly VersionUse[], ttlMs: number | null): VersionUse[] {
  const lastUsed = uses.findLastIndex(({ reads, logins }) => reads > 0 || logins > 0);
  const next = uses[lastUsed + 1];
  if (lastUsed === -1 || next === undefined) return [];
  return endedAt - next.madeAt > (ttlMs ?? 0) + IN_FLIGHT_MS ? [next] : [];
}

function latest(events: readonly Pick<TimedLogin, 'at'>[]): number | null {
  return events.reduce<number | null>((last, { at }) => (last === null || at > last ? at : last), null);
}
