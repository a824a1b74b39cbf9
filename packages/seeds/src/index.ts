export { type Applied, applySeeds } from './apply.ts';
export { shownBy } from './identity-steps.ts';
export { initialData } from './initial-data.ts';
export { type SeedDocument, seedSchema } from './schema.ts';
export { SeedProblem, type SeedSource } from './source.ts';
export { type SeedSettings, seedSettings } from './settings.ts';
