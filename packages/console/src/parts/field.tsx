import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly hint?: string;
  readonly placeholder?: string;
  readonly isRequired?: boolean;
}

type Written = Event & { readonly currentTarget: { readonly value: string } };

function Labelled({
  label,
  hint,
  children,
}: Pick<FieldProps, 'label' | 'hint'> & { readonly children: ComponentChildren }) {
  return (
    <label class="field">
      <span>{label}</span>
      {children}
      {hint !== undefined && <small>{hint}</small>}
    </label>
  );
}

/** @param list of words to choose from, which others may stand beside */
export function TextField(
  props: FieldProps & {
    readonly type?: 'text' | 'password' | 'search' | 'number' | 'datetime-local';
    readonly list?: readonly string[];
    readonly id?: string;
    /** Hears of a text when its writer is done with it. */
    readonly onCommit?: (value: string) => void;
  },
) {
  const { label, hint, value, onInput, onCommit, placeholder, isRequired, type = 'text', list, id } = props;
  const ownId = useId();
  const listId = list === undefined ? undefined : `list-${ownId}`;
  return (
    <Labelled label={label} {...(hint !== undefined && { hint })}>
      <input
        class="input"
        // Its types are a union by kind, which a kind that varies fits none of.
        {...({ type } as { readonly type: 'text' })}
        value={value}
        autocomplete="off"
        spellcheck={false}
        {...(id !== undefined && { id })}
        {...(placeholder !== undefined && { placeholder })}
        {...(listId !== undefined && { list: listId })}
        required={isRequired === true}
        onInput={(event: Written) => {
          onInput(event.currentTarget.value);
        }}
        onChange={(event: Written) => {
          onCommit?.(event.currentTarget.value);
        }}
      />
      {list !== undefined && (
        <datalist id={listId}>
          {list.map((one) => (
            <option key={one} value={one} />
          ))}
        </datalist>
      )}
    </Labelled>
  );
}

export function AreaField({ label, hint, value, onInput, placeholder, isRequired }: FieldProps) {
  return (
    <Labelled label={label} {...(hint !== undefined && { hint })}>
      <textarea
        class="input"
        value={value}
        autocomplete="off"
        spellcheck={false}
        {...(placeholder !== undefined && { placeholder })}
        required={isRequired === true}
        onInput={(event: Written) => {
          onInput(event.currentTarget.value);
        }}
      />
    </Labelled>
  );
}

/** @param options values with the words for them */
export function SelectField<Value extends string>(props: {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly (readonly [Value, string])[];
  readonly onInput: (value: Value) => void;
}) {
  const { label, value, options, onInput } = props;
  return (
    <Labelled label={label}>
      <select
        class="input"
        value={value}
        onChange={(event: Written) => {
          onInput(event.currentTarget.value as Value);
        }}
      >
        {options.map(([option, text]) => (
          <option key={option} value={option}>
            {text}
          </option>
        ))}
      </select>
    </Labelled>
  );
}
