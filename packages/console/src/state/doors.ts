import type { ControlClient } from '@dragoman/control/client';
import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';

import { gateway } from '../api/client.ts';
import { toControlError } from '../api/use-call.ts';

/** What a door serves, and what faults it knows. */
export type DoorInfo = Awaited<ReturnType<ControlClient['doors']['list']>>['doors'][number];

const doors = signal<readonly DoorInfo[]>([]);
let isAsked = false;

/** The doors of the gateway, which stay as they are while it runs. */
export function useDoors(): readonly DoorInfo[] {
  useEffect(() => {
    if (isAsked) return;
    isAsked = true;
    gateway.doors.list().then(
      (answer) => {
        doors.value = answer.doors;
      },
      (error: unknown) => {
        isAsked = false;
        toControlError(error);
      },
    );
  }, []);
  return doors.value;
}

/** The names of what a door serves; of all doors where none is named. */
export function operationNames(all: readonly DoorInfo[], door: string | undefined): string[] {
  const meant = all.filter(({ name }) => door === undefined || door === '' || name === door);
  return meant.flatMap(({ operations }) => operations.map(({ name }) => name));
}
