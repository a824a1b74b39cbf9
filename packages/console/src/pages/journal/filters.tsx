import { SelectField, TextField } from '../../parts/field.tsx';
import { replaceParams, route } from '../../route.ts';
import { operationNames, useDoors } from '../../state/doors.ts';
import { t } from '../../words/index.ts';
import { OUTCOMES } from './filter.ts';

const ANY = '';

/** What the list is narrowed to; the address bar keeps it. */
export function Filters() {
  const { params } = route.value;
  const doors = useDoors();
  const value = (name: string): string => params[name] ?? ANY;
  const set = (name: string) => (given: string) => {
    replaceParams({ [name]: given === ANY ? null : given });
  };
  return (
    <form class="filters" role="search" aria-label={t('filters')} onSubmit={(event) => event.preventDefault()}>
      <SelectField
        label={t('door')}
        value={value('door')}
        onInput={set('door')}
        options={[[ANY, t('any')], ...doors.map(({ name }) => [name, name] as const)]}
      />
      <FilterText name="operation" list={operationNames(doors, params['door'])} />
      <FilterText name="resource" />
      <FilterText name="identity" />
      <SelectField
        label={t('outcome')}
        value={value('outcome')}
        onInput={set('outcome')}
        options={[[ANY, t('any')], ...OUTCOMES.map((outcome) => [outcome, t(outcome)] as const)]}
      />
      <FilterText name="code" />
      <SelectField
        label={t('injected')}
        value={value('injected')}
        onInput={set('injected')}
        options={[
          [ANY, t('any')],
          ['true', t('by_fault')],
          ['false', t('by_no_fault')],
        ]}
      />
    </form>
  );
}

/** A word is taken when it is whole: the gateway knows no half of an operation. */
function FilterText({
  name,
  list,
}: {
  name: 'operation' | 'resource' | 'identity' | 'code';
  list?: readonly string[];
}) {
  return (
    <TextField
      type="search"
      label={t(name)}
      id={name}
      value={route.value.params[name] ?? ANY}
      onInput={() => undefined}
      onCommit={(given) => {
        replaceParams({ [name]: given.trim() === '' ? null : given.trim() });
      }}
      {...(list !== undefined && { list })}
    />
  );
}
