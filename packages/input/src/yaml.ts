/**
 * YAML, in a module of its own: what imports it late gets its functions by name from the bundle too, where CommonJS has
 * but a default.
 */
export { LineCounter, isAlias, isMap, isSeq, parseDocument, stringify } from 'yaml';
