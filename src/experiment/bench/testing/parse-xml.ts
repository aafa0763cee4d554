export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: XmlElement[];
  text: string;
}

const letters: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };
const attribute = /\s+([\w-]+)="([^"<]*)"/y;

/** Reads the XML that we write (no comments, no CDATA); throws an Error where it is not well-formed. */
export function parseXml(text: string): XmlElement {
  const prolog = '<?xml version="1.0" encoding="UTF-8"?>\n';
  if (!text.startsWith(prolog)) throw new Error('no prolog');
  if (/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u.test(text)) throw new Error('no such letter');
  const document: XmlElement = { name: '', attributes: {}, children: [], text: '' };
  const open = [document];
  let at = prolog.length;
  while (at < text.length) {
    const here = open.at(-1)!;
    if (text[at] !== '<') {
      const end = text.indexOf('<', at) === -1 ? text.length : text.indexOf('<', at);
      here.text += unescaped(text.slice(at, end));
      at = end;
    } else if (text[at + 1] === '/') {
      if (!text.startsWith(`</${here.name}>`, at)) throw new Error(`${here.name} is not closed at ${at}`);
      open.pop();
      at += here.name.length + 3;
    } else {
      const { element, end, empty } = readTag(text, at);
      here.children.push(element);
      if (!empty) open.push(element);
      at = end;
    }
  }
  const [root] = document.children;
  if (open.length > 1 || document.children.length !== 1 || root === undefined) throw new Error('not one element');
  return root;
}

function readTag(text: string, at: number): { element: XmlElement; end: number; empty: boolean } {
  const name = /^<([\w-]+)/.exec(text.slice(at, at + 100))?.[1];
  if (name === undefined) throw new Error(`no name at ${at}`);
  const attributes: Record<string, string> = {};
  attribute.lastIndex = at + 1 + name.length;
  let end = attribute.lastIndex;
  for (let found = attribute.exec(text); found !== null; found = attribute.exec(text)) {
    attributes[found[1]!] = unescaped(found[2]!);
    end = attribute.lastIndex;
  }
  const [close] = /^\s*\/?>/.exec(text.slice(end)) ?? [];
  if (close === undefined) throw new Error(`the tag ${name} does not end at ${end}`);
  return {
    element: { name, attributes, children: [], text: '' },
    end: end + close.length,
    empty: close.includes('/'),
  };
}

function unescaped(text: string): string {
  return text.replace(/&(\w*);?/g, (whole, name: string) => {
    const letter = letters[name];
    if (letter === undefined || !whole.endsWith(';')) throw new Error(`${whole} stands for nothing`);
    return letter;
  });
}
