/** An element with its children in order; one without children has its text. */
interface Element {
  readonly name: string;
  readonly children: Element[];
  text: string;
}

const TOKEN = /<\?|<!--|<!\[CDATA\[|<(\/?)([\w:.-]+)([^<>]*?)(\/?)>|([^<]+)/y;

/** How what begins so ends. */
const ENDS: ReadonlyMap<string, string> = new Map([
  ['<?', '?>'],
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
]);

const MAX_CODE_POINT = 0x10_ff_ff;

/** Documents deeper than this are none of a service's. */
const MAX_DEPTH = 64;

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

/**
 * A document of a service as objects: elements that stand several times in their parent become an array. Attributes
 * are left out. @returns `undefined` for what is no document
 */
export function valueOfXml(xml: string): unknown {
  const root = elementOf(xml);
  return root === null ? undefined : { [root.name]: valueOf(root) };
}

function elementOf(xml: string): Element | null {
  const document: Element = { name: '', children: [], text: '' };
  const open = [document];
  for (const { name, closes, isEmpty, text } of tokensOf(xml.trim())) {
    const parent = open.at(-1);
    if (parent === undefined || open.length > MAX_DEPTH || text === null) return null;
    if (name === undefined) parent.text += text;
    else if (closes) {
      if (open.pop()?.name !== name) return null;
    } else {
      const child: Element = { name, children: [], text: '' };
      parent.children.push(child);
      if (!isEmpty) open.push(child);
    }
  }
  return open.length === 1 && document.children.length === 1 ? (document.children[0] ?? null) : null;
}

interface Token {
  /** Of a tag. */
  readonly name?: string;
  readonly closes: boolean;
  readonly isEmpty: boolean;
  /** What a text says; `null` where no document goes on so. */
  readonly text: string | null;
}

/** What a document is made of, each part looked at once. */
function* tokensOf(xml: string): Generator<Token> {
  const text = (said: string | null): Token => ({ closes: false, isEmpty: false, text: said });
  for (let at = 0; at < xml.length;) {
    TOKEN.lastIndex = at;
    const found = TOKEN.exec(xml);
    const [whole = '', closes, name, , isEmpty, said] = found ?? [];
    const ending = ENDS.get(whole);
    const end = ending === undefined ? at + whole.length : xml.indexOf(ending, at + whole.length);
    if (found === null || end === -1) {
      yield text(null);
      return;
    }
    if (name !== undefined) yield { name, closes: closes === '/', isEmpty: isEmpty === '/', text: '' };
    else yield text(whole === '<![CDATA[' ? xml.slice(at + whole.length, end) : decoded(said ?? ''));
    at = end + (ending?.length ?? 0);
  }
}

function valueOf({ children, text }: Element): unknown {
  if (children.length === 0) return text;
  const byName = Map.groupBy(children, ({ name }) => name);
  return Object.fromEntries(
    [...byName].map(([name, members]) => [
      name,
      members.length === 1 ? valueOf(members[0] as Element) : members.map(valueOf),
    ]),
  );
}

function decoded(text: string): string {
  return text.replaceAll(/&(?:#(\d+)|#x([\da-fA-F]+)|(\w+));/g, (whole: string, decimal, hex, name) => {
    if (name !== undefined) return ENTITIES.get(String(name)) ?? whole;
    const point = decimal === undefined ? parseInt(String(hex), 16) : Number(decimal);
    return point <= MAX_CODE_POINT ? String.fromCodePoint(point) : whole;
  });
}
