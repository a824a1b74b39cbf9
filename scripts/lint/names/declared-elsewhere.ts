/** A name, and the line that declares it. */
export interface DeclaredName {
  readonly name: string;
  readonly line: number;
}

/** What a line of a language declares; a group holds one name, or several with commas between them. */
const DECLARATIONS: Readonly<Record<string, readonly RegExp[]>> = {
  py: [
    /^\s*(?:async\s+)?def\s+(\w+)/,
    /^\s*class\s+(\w+)/,
    /^\s*(\w+(?:\s*,\s*\w+)*)\s*(?::[^=]+)?=(?!=)/,
    /\bfor\s+(\w+(?:\s*,\s*\w+)*)\s+in\b/,
    /\bas\s+(\w+)/,
  ],
  go: [
    /^func\s+(?:\([^)]*\)\s*)?(\w+)/,
    /^\s*(?:type|var|const)\s+(\w+)/,
    /^\s*(\w+)\s+(?:\*|\[\])*[\w.[\]]+\s*(?:`|$)/,
    /(\w+(?:\s*,\s*\w+)*)\s*:=/,
  ],
  java: [
    /\b(?:class|interface|record|enum|@interface)\s+(\w+)/,
    /^\s*(?:(?:public|protected|private|static|final|synchronized|abstract)\s+)*[\w.]+(?:<[^=;(]*>)?(?:\[\])*\s+(\w+)\s*(?:[=;({]|->)/,
    /\bvar\s+(\w+)/,
  ],
};

/** What parameters a line declares: a name, or one behind its type. */
const PARAMETERS: Readonly<Record<string, RegExp>> = {
  py: /^\s*(\w+)\s*(?:[:=]|$)/,
  go: /^\s*(\w+)\s+\S/,
  java: /(\w+)\s*$/,
};

const FUNCTIONS: Readonly<Record<string, RegExp>> = {
  py: /\bdef\s+\w+\(([^)]*)\)/,
  go: /^func\s+(?:\([^)]*\)\s*)?\w+\(([^)]*)\)/,
  java: /^\s*(?:\w+\s+)*[\w.]+(?:<[^=;(]*>)?(?:\[\])*\s+\w+\(([^)]*)\)\s*(?:throws\s+[\w, .]+)?\{/,
};

/** The names that a file in Python, Go or Java declares on its lines, by the forms that declarations have there. */
export function namesDeclaredElsewhere(language: string, text: string): DeclaredName[] {
  return text.split('\n').flatMap((line, at) => {
    const code = line.replace(language === 'py' ? /#.*$/ : /\/\/.*$/, '').replaceAll(/"(?:[^"\\]|\\.)*"/g, '""');
    if (/^\s*(?:\*|\/\*|package\b|import\b|from\b|return\b|throw\b|new\b)/.test(code)) return [];
    const declared = (DECLARATIONS[language] ?? []).flatMap((pattern) => namesIn(pattern.exec(code)?.[1]));
    const names = [...declared, ...parametersOf(language, code)];
    return [...new Set(names)].map((name) => ({ name, line: at + 1 }));
  });
}

function namesIn(list: string | undefined): string[] {
  return list === undefined ? [] : list.split(',').map((name) => name.trim());
}

function parametersOf(language: string, code: string): string[] {
  const list = FUNCTIONS[language]?.exec(code)?.[1];
  return namesIn(list).flatMap((parameter) => PARAMETERS[language]?.exec(parameter)?.[1] ?? []);
}
