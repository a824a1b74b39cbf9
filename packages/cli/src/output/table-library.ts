/**
 * What tables are made with, in a module of its own: what imports it late gets its functions by name from the bundle
 * too, where CommonJS has but a default.
 */
export { default as widthOf } from 'string-width';
export { getBorderCharacters, table } from 'table';
