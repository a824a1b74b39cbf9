import { t } from '../../words/index.ts';
import { SandboxCard } from './sandboxes.tsx';
import { SnapshotCard } from './snapshots.tsx';
import { BaselineCard, TransferCard } from './whole-state.tsx';

/** Sandboxes, and what is stored as a whole. */
export function StatePage() {
  return (
    <div class="page">
      <div class="page-head">
        <h1>{t('state')}</h1>
        <p class="lead">{t('state_lead')}</p>
      </div>
      <SandboxCard />
      <SnapshotCard />
      <div class="columns">
        <BaselineCard />
        <TransferCard />
      </div>
    </div>
  );
}
