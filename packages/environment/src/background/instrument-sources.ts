import type { DueSource, Happened } from './due.ts';

/** The same sources, of which every turn is told. */
export function instrumentSources(sources: readonly DueSource[], tell: (happened: Happened) => void): DueSource[] {
  return sources.map((source) => ({
    name: source.name,
    next: () => source.next(),
    async run(turn) {
      const done = await source.run(turn);
      for (const happened of done) tell(happened);
      return done;
    },
  }));
}
