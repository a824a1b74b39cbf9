import type { ControlClient, ControlError } from '@dragoman/control/client';
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';

import { api } from '../../api/client.ts';
import { toControlError } from '../../api/use-call.ts';
import { language } from '../../preferences.ts';

export type Summary = Awaited<ReturnType<ControlClient['secrets']['list']>>['secrets'][number];

/** How many a page of the list has. */
const PAGE = 500;

/** How near the end the next page is asked for, in rows. */
const AHEAD = 200;

/** What the list is narrowed to, by the gateway. */
export interface SecretFilter {
  readonly name: string;
  readonly vault: string;
}

/** The secrets as far as they have been scrolled to. */
export interface LoadedSecrets {
  readonly secrets: readonly Summary[];
  readonly error: ControlError | null;
  readonly isLoading: boolean;
  /** Whether there are more behind them. */
  readonly hasMore: boolean;
  /** Row `index` is in sight. */
  readonly ensureRow: (index: number) => void;
  readonly reload: () => void;
}

interface Loaded {
  readonly secrets: readonly Summary[];
  readonly next: string | null;
}

const NONE: Loaded = { secrets: [], next: null };

/** Lists secrets a page at a time. */
export function useSecrets({ name, vault }: SecretFilter): LoadedSecrets {
  const [loaded, setLoaded] = useState<Loaded>(NONE);
  const [error, setError] = useState<ControlError | null>(null);
  const [isLoading, setLoading] = useState(true);
  const turn = useRef(0);
  const load = useCallback(
    (before: Loaded) => {
      turn.current += 1;
      const own = turn.current;
      setLoading(true);
      const filter = { ...(name !== '' && { name }), ...(vault !== '' && { vault }) };
      const after = before.next === null ? {} : { after: before.next };
      api
        .peek()
        .secrets.list({ ...filter, ...after, limit: PAGE })
        .then(
          ({ secrets, next }) => {
            if (own !== turn.current) return;
            setLoaded({ secrets: [...before.secrets, ...secrets], next });
            setError(null);
            setLoading(false);
          },
          (problem: unknown) => {
            if (own !== turn.current) return;
            setError(toControlError(problem));
            setLoading(false);
          },
        );
    },
    [name, vault],
  );
  useEffect(() => {
    load(NONE);
  }, [load, language.value]);
  const ensureRow = useCallback(
    (index: number) => {
      if (!isLoading && loaded.next !== null && index > loaded.secrets.length - AHEAD) load(loaded);
    },
    [load, loaded, isLoading],
  );
  const reload = useCallback(() => {
    load(NONE);
  }, [load]);
  return { secrets: loaded.secrets, error, isLoading, hasMore: loaded.next !== null, ensureRow, reload };
}
