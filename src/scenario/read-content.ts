import { plainContent, type RequestContent, type VariedText, type Variety } from '../simulation/vocabulary.ts';
import { addressNumber, isIpv4 } from './ipv4.ts';
import type { Path } from './path.ts';
import type { ProblemList } from './problem-list.ts';
import type { WrittenSource, WrittenVaried } from './written/content.ts';

interface WrittenContent {
  readonly method?: string | undefined;
  readonly path?: WrittenVaried | undefined;
  readonly headers?: Readonly<Record<string, WrittenVaried>> | undefined;
  readonly source?: WrittenSource | undefined;
}

const one: Variety = { count: 1, exponent: 0 };

/** What requests say; `path` is of who sends them. What is not written they say as `base`, with its other headers. */
export function readContent(
  written: WrittenContent,
  path: Path,
  problems: ProblemList,
  base: RequestContent = plainContent,
): RequestContent {
  const headers = Object.entries(written.headers ?? {}).map(([name, value]) => ({
    name,
    value: variedText(value, [...path, 'headers', name], problems),
  }));
  const isOwn = (name: string) => headers.some((header) => header.name.toLowerCase() === name.toLowerCase());
  return {
    method: written.method ?? base.method,
    path: written.path === undefined ? base.path : pathText(written.path, [...path, 'path'], problems),
    headers: [...headers, ...base.headers.filter(({ name }) => !isOwn(name))],
    source: written.source === undefined ? base.source : sourceOf(written.source, path, problems),
  };
}

function pathText(written: WrittenVaried, path: Path, problems: ProblemList): VariedText {
  const wanted = variedText(written, path, problems);
  if (!wanted.text.startsWith('/')) problems.add(path, `a path begins with a slash: "${wanted.text}"`);
  return wanted;
}

function variedText(written: WrittenVaried, path: Path, problems: ProblemList): VariedText {
  if (typeof written === 'string') return { text: written, variety: one };
  const { each, count, zipf = 0 } = written;
  if (!each.includes('{n}')) problems.add([...path, 'each'], `"${each}": expected {n} where the number is to stand`);
  return { text: each, variety: { count, exponent: zipf } };
}

/** `10.1.0.7`, or all hosts of `10.1.0.0/24`, or some of them. */
function sourceOf(written: WrittenSource, path: Path, problems: ProblemList): RequestContent['source'] {
  const text = typeof written === 'string' ? written : written.each;
  const at = [...path, 'source', ...(typeof written === 'string' ? [] : ['each'])];
  const [address = '', bits = '32', ...rest] = text.split('/');
  const length = /^\d{1,2}$/.test(bits) ? Number(bits) : 33;
  if (!isIpv4(address) || length > 32 || rest.length > 0) {
    problems.add(at, `"${text}": expected an IPv4 address such as 10.1.0.7, or a network such as 10.1.0.0/24`);
    return plainContent.source;
  }
  const size = 2 ** (32 - length);
  // Neither the network's own address nor its broadcast address is a host.
  const hosts = size > 2 ? size - 2 : size;
  const number = addressNumber(address);
  const firstAddress = size > 2 ? Math.floor(number / size) * size + 1 : number;
  const { count, zipf = 0 } = typeof written === 'string' ? { count: hosts } : written;
  if (count > hosts) problems.add(at, `the network ${text} has ${hosts} hosts, which is less than ${count}`);
  if (count > mostHosts) problems.add(at, `a network of so many hosts needs a count: { each: ${text}, count: 500 }`);
  return { firstAddress, variety: { count, exponent: zipf } };
}

const mostHosts = 1_000_000;
