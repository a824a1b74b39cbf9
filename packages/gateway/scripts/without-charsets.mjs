/**
 * Leaves out the tables of charsets that the parser of JSON bodies brings, a seventh of the whole: it takes UTF-8, -16
 * and -32 alone, and answers 415 to any other before it would look at them.
 */
export const withoutCharsets = {
  name: 'without-charsets',
  setup({ onLoad }) {
    onLoad({ filter: /[/\\]iconv-lite[/\\]encodings[/\\](dbcs-data|sbcs-data-generated)\.js$/ }, () => ({
      contents: 'module.exports = {};',
      loader: 'js',
    }));
  },
};
