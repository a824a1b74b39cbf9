import { useState } from 'preact/hooks';

import { api } from '../../api/client.ts';
import { Button, Segments } from '../../parts/button.tsx';
import { TextField } from '../../parts/field.tsx';
import { gatewayClock } from '../../state/gateway-clock.ts';
import { t } from '../../words/index.ts';
import type { ClockReport } from './clock-report.ts';

interface MoveProps {
  readonly onMove: (work: Promise<ClockReport>) => void;
}

const STEPS = ['1m', '1h', '1d', '7d', '30d', '90d'];

/** Goes forward: to what falls due next, or by a duration. */
export function AdvanceCard({ onMove, hasNext }: MoveProps & { readonly hasNext: boolean }) {
  const [by, setBy] = useState('');
  const advance = (duration: string): void => {
    onMove(api.peek().clock.advance({ by: duration }));
  };
  return (
    <section class="card">
      <h2>{t('advance')}</h2>
      <div class="card-body form">
        <Button kind="primary" isDisabled={!hasNext} onClick={() => onMove(api.peek().clock.advance({ to: 'next' }))}>
          {t('advance_next')}
        </Button>
        <div class="inline">
          {STEPS.map((step) => (
            <Button key={step} isSmall onClick={() => advance(step)}>
              +{step}
            </Button>
          ))}
        </div>
        <form
          class="row"
          onSubmit={(event) => {
            event.preventDefault();
            advance(by);
          }}
        >
          <TextField label={t('duration')} value={by} onInput={setBy} placeholder="36h" hint={t('duration_hint')} />
          <span class="with-field">
            <Button type="submit" isDisabled={by.trim() === ''}>
              {t('advance')}
            </Button>
          </span>
        </form>
      </div>
    </section>
  );
}

type Mode = 'real' | 'offset' | 'frozen';

/** Sets how the clock goes. */
export function SetCard({ onMove }: MoveProps) {
  const [mode, setMode] = useState<Mode | null>(null);
  const [at, setAt] = useState('');
  const [offset, setOffset] = useState('');
  const chosen = mode ?? gatewayClock.value?.mode ?? 'real';
  const send = (event: Event): void => {
    event.preventDefault();
    const { clock } = api.peek();
    if (chosen === 'real') onMove(clock.set({ mode: 'real' }));
    else if (chosen === 'offset') onMove(clock.set({ mode: 'offset', offset }));
    else onMove(clock.set({ mode: 'frozen', ...(at !== '' && { at: new Date(at).toISOString() }) }));
    setMode(null);
  };
  return (
    <section class="card">
      <h2>{t('set_clock')}</h2>
      <form class="card-body form" onSubmit={send}>
        <Segments
          label={t('mode')}
          value={chosen}
          onChange={setMode}
          options={(['real', 'offset', 'frozen'] as const).map((one) => [one, t(`mode_${one}`)] as const)}
        />
        <p class="muted">{t(`mode_${chosen}_lead`)}</p>
        {chosen === 'offset' && (
          <TextField label={t('offset')} value={offset} onInput={setOffset} placeholder="-1h" isRequired />
        )}
        {chosen === 'frozen' && (
          <TextField type="datetime-local" label={t('frozen_at')} value={at} onInput={setAt} hint={t('frozen_hint')} />
        )}
        <div class="buttons">
          <Button type="submit">{t('set_clock')}</Button>
        </div>
      </form>
    </section>
  );
}
