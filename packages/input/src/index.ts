export { ConfigError } from './config-error.ts';
export { ControlError, invalidInput, notFound } from './control-error.ts';
export { isLoopback } from './loopback.ts';
export { didYouMean, nearestTo } from './nearest-name.ts';
export { keepLocations, locationsOf, readDocument } from './source-locations.ts';
export { strictObject } from './strict-object.ts';
export { MAX_TIME, durationFrom, durationSchema, timeFrom, timeSchema } from './time-values.ts';
