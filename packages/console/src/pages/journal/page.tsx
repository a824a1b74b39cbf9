import { useCallback, useEffect, useState } from 'preact/hooks';

import { api } from '../../api/client.ts';
import { Badge } from '../../parts/badge.tsx';
import { Button } from '../../parts/button.tsx';
import { Empty, Problem } from '../../parts/empty.tsx';
import { sayError } from '../../parts/toast.tsx';
import { VirtualList } from '../../parts/virtual-list.tsx';
import { route, setParams } from '../../route.ts';
import { timeOfDay } from '../../state/time.ts';
import { t } from '../../words/index.ts';
import { Filters } from './filters.tsx';
import { type Entry, filterFrom } from './filter.ts';
import { RequestPane } from './request-pane.tsx';
import { type Followed, useFeed } from './use-feed.ts';

const TONES = { success: 'good', rejected: 'warn', error: 'bad' } as const;

/** Requests as they come in, and the one that is open beside them. */
export function JournalPage() {
  const { params } = route.value;
  const followed = useFeed(filterFrom(params));
  const [isPaused, setPaused] = useState(false);
  const [isScrolled, setScrolled] = useState(false);
  useEffect(() => {
    followed.hold(isPaused || isScrolled);
  }, [isPaused, isScrolled]);
  const open = params['request'];
  const close = useCallback(() => {
    setParams({ request: null });
  }, []);
  return (
    <div class="page fill">
      <div class="page-head">
        <h1>{t('journal')}</h1>
        <Live followed={followed} isHeld={isPaused || isScrolled} />
        <div class="actions">
          <Button
            icon={isPaused ? 'play' : 'pause'}
            isPressed={isPaused}
            onClick={() => {
              setPaused(!isPaused);
            }}
          >
            {t(isPaused ? 'resume' : 'pause')}
          </Button>
          <Button
            onClick={() => {
              api.peek().journal.clear().then(followed.clear).catch(sayError);
            }}
          >
            {t('clear')}
          </Button>
        </div>
      </div>
      <Filters />
      <div class={`split even ${open === undefined ? '' : 'open'}`}>
        <div class="list-pane">
          <Requests followed={followed} open={open} onScrolled={setScrolled} />
        </div>
        {open !== undefined && <RequestPane key={open} id={open} onClose={close} />}
      </div>
    </div>
  );
}

function Live({ followed: { feed, error, isFirstRead }, isHeld }: { followed: Followed; isHeld: boolean }) {
  if (isFirstRead) return null;
  if (error !== null) return <Badge tone="bad">{t('disconnected')}</Badge>;
  return (
    <span class="inline" role="status">
      <Badge tone={isHeld ? 'warn' : 'good'}>
        {isHeld ? t('held', { count: feed.pending }) : t('live', { count: feed.displayed.length })}
      </Badge>
      {feed.dropped > 0 && <span class="muted">{t('dropped', { count: feed.dropped })}</span>}
    </span>
  );
}

function Requests(props: {
  readonly followed: Followed;
  readonly open: string | undefined;
  readonly onScrolled: (isScrolled: boolean) => void;
}) {
  const { feed, error, isFirstRead } = props.followed;
  const { displayed } = feed;
  if (error !== null && displayed.length === 0) return <Problem error={error} />;
  if (isFirstRead) return null;
  if (displayed.length === 0)
    return (
      <Empty title={t('no_requests')}>
        <p>{t('no_requests_lead')}</p>
        <a class="button primary" href="#connect">
          {t('connect_a_client')}
        </a>
      </Empty>
    );
  return (
    <>
      <div class="list-head journal-row" aria-hidden="true">
        <span>{t('time')}</span>
        <span>{t('request')}</span>
        <span class="journal-resource">{t('resource')}</span>
        <span>{t('outcome')}</span>
        <span class="journal-duration">{t('duration')}</span>
      </div>
      <VirtualList
        label={t('requests')}
        count={displayed.length}
        keyOf={(index) => String(displayed[index]?.sequence)}
        renderRow={(index) => <Row entry={displayed[index]} />}
        selected={displayed.findIndex((entry) => entry.request_id === props.open)}
        onOpen={(index) => {
          setParams({ request: displayed[index]?.request_id ?? null });
        }}
        onScrolled={props.onScrolled}
        rowClass="journal-row"
      />
    </>
  );
}

function Row({ entry }: { readonly entry: Entry | undefined }) {
  if (entry === undefined) return null;
  return (
    <>
      <span class="mono muted nowrap">{timeOfDay(entry.time)}</span>
      <span class="ellipsis">
        <span class={`door ${entry.door ?? 'none'}`}>{entry.door ?? '—'}</span>{' '}
        {entry.operation ?? `${entry.method} ${entry.path ?? ''}`}
      </span>
      <span class="ellipsis mono journal-resource">{entry.resource ?? ''}</span>
      <span class="ellipsis">
        <Badge tone={TONES[entry.outcome]}>
          {entry.status === 0 ? '—' : entry.status} {entry.code ?? t(entry.outcome)}
        </Badge>
      </span>
      <span class="muted nowrap journal-duration">{entry.duration_ms.toFixed(1)} ms</span>
    </>
  );
}
