import { SelectField, TextField } from '../../parts/field.tsx';
import { operationNames, useDoors } from '../../state/doors.ts';
import type { FaultMatch } from '../../state/fault-text.ts';
import { t } from '../../words/index.ts';

/** What requests a fault is for. */
export function MatchFields({ match, onChange }: { match: FaultMatch; onChange: (match: FaultMatch) => void }) {
  const doors = useDoors();
  const set = (name: keyof FaultMatch) => (given: string) => {
    const fields = Object.entries({ ...match, [name]: given.trim() }).filter(([, value]) => value !== '');
    onChange(Object.fromEntries(fields));
  };
  return (
    <div class="filters">
      <SelectField
        label={t('door')}
        value={match.door ?? ''}
        onInput={set('door')}
        options={[['', t('any')], ...doors.map(({ name }) => [name, name] as const)]}
      />
      <TextField
        label={t('operation')}
        id="fault-operation"
        value={match.operation ?? ''}
        onInput={set('operation')}
        list={operationNames(doors, match.door)}
        placeholder={t('any')}
      />
      <TextField label={t('resource')} value={match.resource ?? ''} onInput={set('resource')} placeholder={t('any')} />
      <TextField label={t('identity')} value={match.identity ?? ''} onInput={set('identity')} placeholder={t('any')} />
    </div>
  );
}
