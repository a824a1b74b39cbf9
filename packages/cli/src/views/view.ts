import type { ControlClient } from '@dragoman/control';

import type { Terminal } from '../output/terminal.ts';

/** How an answer is shown to people. */
export type View<Answer> = (answer: Answer, where: Where) => Promise<string> | string | Uint8Array;

export interface Where {
  readonly terminal: Terminal;
  /** Everything, uncut. */
  readonly wide: boolean;
}

/** What a call of a group answers, such as `AnswerOf<'journal', 'list'>`. */
export type AnswerOf<
  Group extends keyof ControlClient,
  Verb extends keyof ControlClient[Group],
> = ControlClient[Group][Verb] extends (...args: never) => Promise<infer Answer> ? Answer : never;
