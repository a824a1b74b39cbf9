export { type Applied, applySeeds } from './apply.ts';
export { identitySchema } from './identity-schema.ts';
export { identityCredentials } from './identity-steps.ts';
export { initialData } from './initial-data.ts';
export { identityWarnings } from './policy-warnings.ts';
export { type SeedDocument, seedSchema } from './schema.ts';
export { credentialText } from './secret-values.ts';
export { SeedError, type SeedSource } from './source.ts';
export { type SeedSettings, seedSettings } from './settings.ts';
