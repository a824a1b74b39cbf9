import type { DueSource, Happened } from './due.ts';

/** The same sources, each of whose runs is reported. */
export function instrumentSources(sources: readonly DueSource[], onDone: (happened: Happened) => void): DueSource[] {
  return sources.map((source) => ({
    name: source.name,
    next: () => source.next(),
    upcoming: (limit) => source.upcoming(limit),
    async run(batch) {
      const done = await source.run(batch);
      for (const happened of done) onDone(happened);
      return done;
    },
  }));
}
