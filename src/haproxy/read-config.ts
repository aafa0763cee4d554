import { checkConfig } from './check-config.ts';
import { readGlobalLine } from './global-section.ts';
import { didYouMean } from './grammar/best-match.ts';
import { ConditionalBlocks } from './grammar/conditional-blocks.ts';
import { ConfigLine } from './grammar/config-line.ts';
import { Report } from './grammar/report.ts';
import { isSince } from './grammar/version.ts';
import { splitWords, WordError } from './grammar/words.ts';
import type { HaproxyConfig } from './haproxy-config.ts';
import { proxyKeywords } from './keywords/proxy-keywords.ts';
import { readOptionDefault } from './proxy/options.ts';
import {
  called,
  factoryDefaults,
  hasBackend,
  hasFrontend,
  inheritRules,
  makeProxy,
  type ProxyKind,
  type ProxySection,
} from './proxy/proxy.ts';
import { proxyKeywordTable } from './proxy/proxy-keywords.ts';
import { retiredProxyKeywords } from './proxy/retired-keywords.ts';
import { readRspadd } from './proxy/rspadd.ts';
import { referencesIn } from './proxy/sample-references.ts';
import { readDefaultServer, readServer, readServerTemplate, strangeCharacter } from './server/read-server.ts';

const proxySections: readonly string[] = ['defaults', 'frontend', 'backend', 'listen'];
/** Sections that the model has no use for. */
const otherSections = 'peers resolvers userlist mailers cache http-errors program ring fcgi-app log-forward'.split(' ');
const negatable = 'option log busy-polling set-dumpable strict-limits insecure-fork-wanted numa-cpu-mapping'.split(' ');
const serverReaders = {
  server: readServer,
  'default-server': readDefaultServer,
  'server-template': readServerTemplate,
};

/** What a section starts from without any `defaults` before it. */
const factorySection = makeProxy('defaults', '', new ConfigLine(0, []), factoryDefaults);

export interface ReadOptions {
  /** Of HAProxy, e.g. `2.6`. */
  readonly version: string;
  /** Its name in messages that speak of another line. */
  readonly file: string;
  resolves(name: string): boolean;
}

/** Reads a whole configuration as HAProxy does when it starts: on after an error, and, if there was none, a check of what refers to what. */
export function readConfig(
  text: string,
  { version, file, resolves }: ReadOptions,
): { config: HaproxyConfig; report: Report } {
  const reader = new ConfigReader(version, file);
  const lines = text.split('\n');
  for (const [index, line] of lines.entries()) reader.readLine(line.replace(/\r$/, ''), index + 1);
  reader.end();
  const config = { ...reader.config, resolves };
  // With a wrong line in it HAProxy looks no further: what refers to what may be a consequence.
  if (reader.report.alerts.length === 0) checkConfig(config, reader.report, file);
  return { config, report: reader.report };
}

class ConfigReader {
  readonly report = new Report();
  readonly #blocks: ConditionalBlocks;
  readonly #version: string;
  readonly #file: string;
  readonly #global = {
    hasLog: false,
    maxConnections: 0,
    spreadPercent: 0,
    maxSpreadMs: 0,
    verifiesTls: true,
    allowsWarnings: true,
    allowsExternalChecks: false,
  };
  readonly #proxies: ProxySection[] = [];
  readonly #resolvers: string[] = [];
  readonly #mailers: string[] = [];
  readonly #namedDefaults: ProxySection[] = [];
  #defaults = factorySection;
  /** The section that is being read: a proxy, `global`, one that the model has no use for, or none yet. */
  #section: ProxySection | 'global' | 'other' | null = null;

  constructor(version: string, file: string) {
    this.#blocks = new ConditionalBlocks(version, this.report);
    this.#version = version;
    this.#file = file;
  }

  get config(): Omit<HaproxyConfig, 'resolves'> {
    return { global: this.#global, proxies: this.#proxies, resolvers: this.#resolvers, mailers: this.#mailers };
  }

  readLine(text: string, number: number): void {
    try {
      const words = splitWords(text);
      if (words.length === 0) return;
      const line = new ConfigLine(number, words);
      if (!this.#blocks.takes(line)) this.#read(line);
    } catch (error) {
      if (!(error instanceof WordError)) throw error;
      this.report.alerts.push({ line: number, column: error.column, message: error.message });
    }
  }

  end(): void {
    this.#blocks.end();
  }

  #read(line: ConfigLine): void {
    const keyword = line.word(0);
    if (keyword === 'global') this.#section = 'global';
    else if (proxySections.includes(keyword)) this.#beginProxy(keyword as ProxyKind, line);
    else if (otherSections.includes(keyword) && this.#isSection(line)) this.#beginOther(line);
    else if (keyword === 'no' || keyword === 'default') this.#readNegated(line);
    else this.#readInSection(line);
  }

  /** `cache` and `program` begin sections; `peers` may be a word of one. */
  #isSection(line: ConfigLine): boolean {
    return line.word(1) !== '' || this.#section === null;
  }

  #beginOther(line: ConfigLine): void {
    this.#section = 'other';
    if (line.word(0) === 'resolvers') this.#resolvers.push(line.word(1));
    if (line.word(0) === 'mailers') this.#mailers.push(line.word(1));
    this.report.leaveOut(line, `section ${line.word(0)}`);
  }

  #beginProxy(kind: ProxyKind, line: ConfigLine): void {
    // `defaults from OTHER` has no name.
    const isNameless = kind === 'defaults' && line.word(1) === 'from' && line.length === 3;
    const name = isNameless ? '' : line.word(1);
    const parent = this.#parentOf(kind, name, line, isNameless ? 1 : 2);
    const proxy = makeProxy(kind, name, line, parent);
    inheritRules(proxy, parent);
    this.#section = proxy;
    if (kind === 'defaults') {
      this.#defaults = proxy;
      if (name !== '') this.#namedDefaults.push(proxy);
      return;
    }
    const strange = strangeCharacter(name);
    if (name === '') this.report.alert(line, `'${kind}' expects an <id> argument`);
    else if (strange !== null)
      this.report.alert(line, `character '${strange}' is not permitted in '${kind}' name '${name}'.`, 1);
    else if (line.length > 2 && line.word(2) !== 'from')
      this.report.alert(line, "please use the 'bind' keyword for listening addresses.", 2);
    this.#refuseTwin(proxy);
    this.#proxies.push(proxy);
  }

  /** What it starts from: the `defaults` that it names behind `from`; else, if it is none itself, the last ones. */
  #parentOf(kind: ProxyKind, name: string, line: ConfigLine, at: number): ProxySection {
    const usual = kind === 'defaults' ? factorySection : this.#defaults;
    const wanted = line.word(at + 1);
    if (line.word(at) !== 'from' || wanted === '') return usual;
    const [parent, twin] = this.#namedDefaults.filter((section) => section.name === wanted);
    if (parent === undefined)
      this.report.alert(line, `defaults section '${wanted}' not found for ${kind} '${name}'.`, at + 1);
    else if (twin !== undefined)
      this.report.alert(
        line,
        `ambiguous defaults section name '${wanted}' referenced by ${kind} '${name}' exists at least at ` +
          `${this.#file}:${parent.line.number} and ${this.#file}:${twin.line.number}.`,
        at + 1,
      );
    return parent ?? usual;
  }

  /** A frontend and a backend may share a name. */
  #refuseTwin(proxy: ProxySection): void {
    const twin = this.#proxies.find(
      (other) =>
        other.name === proxy.name &&
        ((hasFrontend(other) && hasFrontend(proxy)) || (hasBackend(other) && hasBackend(proxy))),
    );
    if (twin === undefined) return;
    this.report.alert(
      proxy.line,
      `${called(proxy)} has the same name as ${called(twin)} declared at ${this.#file}:${twin.line.number}.`,
      1,
    );
  }

  #readNegated(line: ConfigLine): void {
    const section = this.#section;
    if (line.word(0) === 'default' && line.word(1) === 'option' && section !== null && typeof section === 'object') {
      readOptionDefault(line, section, this.report);
      return;
    }
    if (negatable.includes(line.word(1))) this.#readInSection(line.without(1, line.word(0) === 'no'));
    else {
      const supported = `${negatable
        .map((word) => (word === 'option' ? 'options' : word))
        .slice(0, -1)
        .join(', ')} and ${negatable.at(-1)}`;
      this.report.alert(line, `negation/default currently supported only for ${supported}.`);
    }
  }

  #readInSection(line: ConfigLine): void {
    const section = this.#section;
    if (section === 'other') return;
    if (section === 'global') readGlobalLine(line, this.#global, this.report, this.#version);
    else if (section === null) this.report.alert(line, `unknown keyword '${line.word(0)}' out of section.`);
    else this.#readInProxy(line, section);
  }

  #readInProxy(line: ConfigLine, proxy: ProxySection): void {
    const keyword = line.word(0);
    const retired = retiredProxyKeywords.get(keyword);
    if (retired !== undefined) {
      if (isSince(this.#version, ...retired.since)) this.report.alert(line, retired.says);
      else if (keyword === 'rspadd') readRspadd(line, proxy, this.report);
      else this.report.leaveOut(line, keyword);
    } else if (keyword === 'server' || keyword === 'default-server' || keyword === 'server-template') {
      this.#readServerLine(keyword, line, proxy);
    } else this.#readKeyword(line, proxy);
  }

  #readServerLine(keyword: keyof typeof serverReaders, line: ConfigLine, proxy: ProxySection): void {
    if (proxy.kind === 'defaults' && keyword !== 'default-server')
      this.report.alert(line, `'${keyword}' not allowed in 'defaults' section.`);
    else if (!hasBackend(proxy))
      this.report.alert(line, `'${keyword}' not allowed because ${called(proxy)} has no backend capability.`);
    else serverReaders[keyword](line, proxy, this.report);
  }

  #readKeyword(line: ConfigLine, proxy: ProxySection): void {
    const keyword = line.word(0);
    const known = proxyKeywordTable.get(keyword);
    if (known === undefined) {
      this.report.alert(
        line,
        `unknown keyword '${keyword}' in '${proxy.kind}' section${didYouMean(keyword, proxyKeywords)}`,
      );
      return;
    }
    // Only `from` its name other sections have the rules of a `defaults`.
    const isRefused = known.notIn === "'defaults'" || (known.notIn !== undefined && proxy.name === '');
    if (proxy.kind === 'defaults' && isRefused) {
      const what = keyword === 'capture' ? `capture ${line.word(1)}` : keyword;
      this.report.alert(line, `'${what}' not allowed in ${known.notIn} section.`);
      return;
    }
    const lacks =
      known.side === 'frontend' ? !hasFrontend(proxy) : known.side === 'backend' ? !hasBackend(proxy) : false;
    if (lacks)
      this.report.warn(
        line,
        `'${keyword}' ignored because ${called(proxy)} has no ${known.side} capability.${known.hint ?? ''}`,
      );
    proxy.references.push(...referencesIn(line));
    known.read(line, proxy, this.report, this.#version);
  }
}
