import { api } from '../../api/client.ts';
import { useCall } from '../../api/use-call.ts';
import { Button } from '../../parts/button.tsx';
import { Problem } from '../../parts/empty.tsx';
import { say, sayError } from '../../parts/toast.tsx';
import { describeMatch, describeRule, type FaultMatch } from '../../state/fault-text.ts';
import { t } from '../../words/index.ts';

/** Ready-made faults, each switched on by one click for what it is to match. */
export function QuickFaults({ match, onDone }: { readonly match: FaultMatch; readonly onDone: () => void }) {
  const { data, error } = useCall(() => api.value.faults.presets(), []);
  if (error !== null) return <Problem error={error} />;
  const fitting = (data?.presets ?? []).filter(
    ({ rule }) => rule.match?.door === undefined || rule.match.door === match.door,
  );
  const arm = (preset: string): void => {
    api
      .peek()
      .faults.preset({ preset, match })
      .then(() => {
        say(t('fault_on', { what: describeMatch(match) }));
        onDone();
      }, sayError);
  };
  return (
    <div class="stack">
      <p class="muted">{t('quick_faults_lead', { what: describeMatch(match) })}</p>
      <ul class="presets">
        {fitting.map(({ name, rule }) => (
          <li key={name}>
            <Button onClick={() => arm(name)}>
              <span class="preset">
                <strong>{name}</strong>
                <span class="muted">{describeRule(rule)}</span>
              </span>
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}
