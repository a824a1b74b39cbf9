export { catalogue } from './catalogue.ts';
export { type Language, LANGUAGES, listed, type Message, verbatim } from './message.ts';
