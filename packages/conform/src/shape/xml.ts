/** An element with its children in order; one without children has its text. */
interface Element {
  readonly name: string;
  readonly children: Element[];
  text: string;
}

const TOKEN = /<\?[^]*?\?>|<!--[^]*?-->|<!\[CDATA\[([^]*?)\]\]>|<(\/?)([\w:.-]+)([^>]*?)(\/?)>|([^<]+)/g;

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

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
  for (const [whole, cdata, closes, name, , isEmpty, text] of xml.trim().matchAll(TOKEN)) {
    const parent = open.at(-1);
    if (parent === undefined) return null;
    if (name === undefined) parent.text += cdata ?? (whole.startsWith('<') ? '' : decoded(text ?? ''));
    else if (closes === '/') {
      if (open.pop()?.name !== name) return null;
    } else {
      const child: Element = { name, children: [], text: '' };
      parent.children.push(child);
      if (isEmpty !== '/') open.push(child);
    }
  }
  return open.length === 1 && document.children.length === 1 ? (document.children[0] ?? null) : null;
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
  return text.replaceAll(/&(?:#(\d+)|#x([\da-fA-F]+)|(\w+));/g, (whole, decimal, hex, name) => {
    if (name !== undefined) return ENTITIES[String(name)] ?? whole;
    return String.fromCodePoint(decimal === undefined ? parseInt(String(hex), 16) : Number(decimal));
  });
}
