import type { ComponentChildren } from 'preact';

import { Icon, type IconName } from './icon.tsx';

interface ButtonProps {
  readonly onClick?: (event: MouseEvent) => void;
  readonly children?: ComponentChildren;
  readonly kind?: 'plain' | 'primary' | 'danger' | 'quiet';
  readonly icon?: IconName;
  readonly isSmall?: boolean;
  readonly isDisabled?: boolean;
  /** Whether it is switched on; without it, it is no switch. */
  readonly isPressed?: boolean;
  readonly type?: 'button' | 'submit';
  /** What it does, where it shows a picture alone. */
  readonly label?: string;
}

export function Button({ kind = 'plain', type = 'button', ...props }: ButtonProps) {
  const { onClick, children, icon, isSmall, isDisabled, isPressed, label } = props;
  return (
    <button
      type={type}
      class={`button ${kind} ${isSmall === true ? 'small' : ''}`}
      {...(onClick !== undefined && { onClick })}
      disabled={isDisabled === true}
      {...(isPressed !== undefined && { 'aria-pressed': isPressed })}
      {...(label !== undefined && { 'aria-label': label, title: label })}
    >
      {icon !== undefined && <Icon name={icon} />}
      {children}
    </button>
  );
}

/** One of a few, side by side. */
export function Segments<Value extends string>(props: {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly (readonly [Value, string])[];
  readonly onChange: (value: Value) => void;
}) {
  return (
    <div class="segments" role="group" aria-label={props.label}>
      {props.options.map(([value, text]) => (
        <Button
          key={value}
          isSmall
          isPressed={value === props.value}
          onClick={() => {
            props.onChange(value);
          }}
        >
          {text}
        </Button>
      ))}
    </div>
  );
}
