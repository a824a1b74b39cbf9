import type { ControlClient } from '@dragoman/control/client';

type JournalList = Awaited<ReturnType<ControlClient['journal']['list']>>;

/** A request as the journal shows it. */
export type Entry = JournalList['entries'][number];

type Outcome = Entry['outcome'] | 'failed';

/** What the list is narrowed to, as the journal's calls take it. */
export interface Filter {
  readonly door?: string;
  readonly operation?: string;
  readonly resource?: string;
  readonly identity?: string;
  readonly outcome?: Outcome;
  readonly code?: string;
  readonly injected?: boolean;
}

export const OUTCOMES: readonly Outcome[] = ['success', 'failed', 'rejected', 'error'];

/** The filter that the address bar has. */
export function filterFrom(params: Readonly<Record<string, string>>): Filter {
  const { door, operation, resource, identity, code, injected } = params;
  const outcome = OUTCOMES.find((known) => known === params['outcome']);
  return {
    ...(door !== undefined && { door }),
    ...(operation !== undefined && { operation }),
    ...(resource !== undefined && { resource }),
    ...(identity !== undefined && { identity }),
    ...(code !== undefined && { code }),
    ...(outcome !== undefined && { outcome }),
    ...(injected !== undefined && { injected: injected === 'true' }),
  };
}
