import { useState } from 'preact/hooks';

import { Button } from '../../parts/button.tsx';
import { SelectField, TextField } from '../../parts/field.tsx';
import { useDoors } from '../../state/doors.ts';
import type { FaultStep } from '../../state/fault-text.ts';
import { t, type Word } from '../../words/index.ts';

const KINDS = ['error', 'throttle', 'latency', 'reset', 'lost', 'truncate', 'slow', 'pass'] as const;
type Kind = (typeof KINDS)[number];

/** What each kind is given: nothing, a code, or a number. */
const GIVEN: Readonly<Record<Kind, 'code' | 'number' | null>> = {
  error: 'code',
  throttle: null,
  latency: 'number',
  reset: null,
  lost: null,
  truncate: 'number',
  slow: 'number',
  pass: null,
};

/** What the number of a kind is. */
const NUMBERS: Readonly<Partial<Record<Kind, Word>>> = {
  latency: 'number_latency',
  truncate: 'number_truncate',
  slow: 'number_slow',
};

/** One step of a rule, to be added. */
export function StepFields(props: { readonly door: string | undefined; readonly onAdd: (step: FaultStep) => void }) {
  const [kind, setKind] = useState<Kind>('error');
  const [given, setGiven] = useState('');
  const codes = useDoors().filter(({ name }) => props.door === undefined || name === props.door);
  const wanted = GIVEN[kind];
  return (
    <div class="row step">
      <SelectField
        label={t('does')}
        value={kind}
        onInput={(next) => {
          setKind(next);
          setGiven('');
        }}
        options={KINDS.map((one) => [one, t(`kind_${one}`)] as const)}
      />
      {wanted === 'code' && (
        <TextField
          label={t('code')}
          id="fault-code"
          value={given}
          onInput={setGiven}
          list={codes.flatMap((door) => door.codes)}
        />
      )}
      {wanted === 'number' && (
        <TextField type="number" label={t(NUMBERS[kind] ?? 'number')} value={given} onInput={setGiven} />
      )}
      <Button
        icon="plus"
        isDisabled={wanted !== null && given === ''}
        onClick={() => {
          props.onAdd(stepOf(kind, given));
          setGiven('');
        }}
      >
        {t('add_step')}
      </Button>
    </div>
  );
}

function stepOf(kind: Kind, given: string): FaultStep {
  switch (kind) {
    case 'error':
      return { error: given };
    case 'latency':
      return { latency_ms: Number(given) };
    case 'reset':
      return { reset: 'before' };
    case 'lost':
      return { reset: 'mid-body' };
    case 'truncate':
      return { truncate_bytes: Number(given) };
    case 'slow':
      return { slow_bytes_per_second: Number(given) };
    case 'throttle':
    case 'pass':
      return kind;
  }
}
