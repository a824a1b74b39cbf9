import { useState } from 'preact/hooks';

import { api } from '../../api/client.ts';
import { useCall } from '../../api/use-call.ts';
import { Badge } from '../../parts/badge.tsx';
import { Problem } from '../../parts/empty.tsx';
import { sayError } from '../../parts/toast.tsx';
import { gatewayClock, gatewayNow, noteClock } from '../../state/gateway-clock.ts';
import { dateAndTime, tick } from '../../state/time.ts';
import { t } from '../../words/index.ts';
import type { ClockReport } from './clock-report.ts';
import { AdvanceCard, SetCard } from './advance.tsx';
import { DueCard } from './due.tsx';
import { HappenedCard } from './happened.tsx';

/** How many of what falls due are listed. */
const LISTED = 200;

/** The gateway's clock, what falls due by it, and what happened when it was moved. */
export function ClockPage() {
  const { data, error, reload } = useCall(() => api.value.clock.due({ limit: LISTED }), [gatewayClock.value?.next?.at]);
  const [report, setReport] = useState<ClockReport | null>(null);
  const move = (work: Promise<ClockReport>): void => {
    work.then((answer) => {
      noteClock(answer);
      setReport(answer);
      reload();
    }, sayError);
  };
  return (
    <div class="page">
      <div class="page-head">
        <h1>{t('clock')}</h1>
        <p class="lead">{t('clock_lead')}</p>
      </div>
      {error !== null && <Problem error={error} retry={reload} />}
      <div class="columns">
        <NowCard />
        <AdvanceCard onMove={move} hasNext={(data?.due.length ?? 0) > 0} />
        <SetCard onMove={move} />
      </div>
      {report !== null && <HappenedCard report={report} />}
      {data !== null && <DueCard due={data.due} isTruncated={data.due.length === LISTED} />}
    </div>
  );
}

function NowCard() {
  const clock = gatewayClock.value;
  const now = gatewayNow.value;
  return (
    <section class="card">
      <h2>{t('now')}</h2>
      <div class="card-body stack">
        <p class="big-time">{now === null ? '…' : dateAndTime(now)}</p>
        <dl class="facts">
          <dt>{t('mode')}</dt>
          <dd>{clock !== null && <Badge tone="info">{t(`mode_${clock.mode}`)}</Badge>}</dd>
          <dt>{t('your_time')}</dt>
          <dd>{dateAndTime(tick.value)}</dd>
          <dt>UTC</dt>
          <dd class="mono">{now === null ? '' : new Date(now).toISOString().replace(/\.\d+/, '')}</dd>
          <dt>{t('signatures')}</dt>
          <dd>{clock === null ? '' : t(`signatures_${clock.signatures}`)}</dd>
        </dl>
      </div>
    </section>
  );
}
