import type { ControlError } from '@dragoman/control/client';
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';

import { apiUntil, sandbox } from '../../api/client.ts';
import { toControlError } from '../../api/use-call.ts';
import { language } from '../../preferences.ts';
import { JournalFeed } from '../../state/journal-feed.ts';
import type { Entry, Filter } from './filter.ts';

/** How often what came is displayed, in milliseconds: reading goes no faster. */
const SHOW_MS = 120;

/** How many of the past a page begins with. */
const PAST = 500;

/** How long to wait before a broken stream is begun anew, in milliseconds. */
const RETRY_MS = 2_000;

/** The feed of what passes a filter, and what holds it. */
export interface Followed {
  readonly feed: JournalFeed<Entry>;
  readonly error: ControlError | null;
  readonly isFirstRead: boolean;
  readonly hold: (isHeld: boolean) => void;
  readonly clear: () => void;
}

/** Reads the latest requests and follows what comes, until the filter changes or the page goes. */
export function useFeed(filter: Filter): Followed {
  const feed = useRef(new JournalFeed<Entry>()).current;
  const [, show] = useState(0);
  const [error, setError] = useState<ControlError | null>(null);
  const [isFirstRead, setFirstRead] = useState(true);
  const redraw = useCallback(() => {
    show((before) => before + 1);
  }, []);
  useEffect(() => {
    const ending = new AbortController();
    feed.clear();
    setFirstRead(true);
    void follow(feed, filter, ending.signal, (problem) => {
      if (ending.signal.aborted) return;
      setError(problem);
      setFirstRead(false);
      feed.flush();
      redraw();
    });
    const timer = setInterval(() => {
      const before = feed.pending;
      if (feed.flush() || before > 0) redraw();
    }, SHOW_MS);
    return () => {
      ending.abort();
      clearInterval(timer);
    };
  }, [JSON.stringify(filter), sandbox.value, language.value]);
  const hold = useCallback((isHeld: boolean) => {
    feed.isHeld = isHeld;
    feed.flush();
    redraw();
  }, []);
  const clear = useCallback(() => {
    feed.clear();
    redraw();
  }, []);
  return { feed, error, isFirstRead, hold, clear };
}

/** @param tell hears once the past is read, and of every break */
async function follow(
  feed: JournalFeed<Entry>,
  filter: Filter,
  signal: AbortSignal,
  tell: (problem: ControlError | null) => void,
): Promise<void> {
  const client = apiUntil(signal);
  let after: number | undefined;
  while (!signal.aborted) {
    try {
      if (after === undefined) {
        const { entries, last } = await client.journal.list({ ...filter, newest: true, limit: PAST });
        for (const entry of entries) feed.push(entry);
        after = last;
      }
      tell(null);
      for await (const event of await client.journal.follow({ ...filter, after })) {
        if ('dropped' in event) feed.drop(event.dropped);
        else {
          feed.push(event.entry);
          after = event.entry.sequence;
        }
      }
    } catch (error) {
      tell(toControlError(error));
    }
    await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
  }
}
