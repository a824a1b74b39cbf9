import { ConfigError } from '@dragoman/input';

/** A plan that must not be carried out: it was changed, its sources were, it is too old, or the gate stops it. */
export class StalePlanError extends ConfigError {}
