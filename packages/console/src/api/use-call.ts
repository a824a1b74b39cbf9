import { ControlError } from '@dragoman/control/client';
import { useCallback, useEffect, useState } from 'preact/hooks';

import { language } from '../preferences.ts';
import { needsLogin } from './client.ts';

/** What became of a call, so far. */
export interface Called<T> {
  readonly data: T | null;
  readonly error: ControlError | null;
  readonly isLoading: boolean;
  /** Asks again; what is shown stays until the answer comes. */
  readonly reload: () => void;
}

/** Calls when it is first shown, and again whenever a key or the language changes. @param call `null` calls nothing */
export function useCall<T>(call: (() => Promise<T>) | null, keys: readonly unknown[]): Called<T> {
  const [state, setState] = useState<Omit<Called<T>, 'reload'>>({ data: null, error: null, isLoading: call !== null });
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    if (call === null) {
      setState({ data: null, error: null, isLoading: false });
      return undefined;
    }
    let isCurrent = true;
    const show = (next: Omit<Called<T>, 'reload'>): void => {
      if (isCurrent) setState(next);
    };
    call().then(
      (data) => {
        show({ data, error: null, isLoading: false });
      },
      (error: unknown) => {
        show({ data: null, error: toControlError(error), isLoading: false });
      },
    );
    return () => {
      isCurrent = false;
    };
  }, [...keys, language.value, turn]);
  const reload = useCallback(() => {
    setTurn((before) => before + 1);
  }, []);
  return { ...state, reload };
}

/** Whatever a call threw; a missing login is asked for. */
export function toControlError(error: unknown): ControlError {
  if (!(error instanceof ControlError))
    return new ControlError(0, 'unreachable', { en: String(error), zh: String(error) });
  if (error.status === 401) needsLogin.value = true;
  return error;
}
