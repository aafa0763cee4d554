const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const form = /^(\d\d)\/(\w{3})\/(\d{4}):(\d\d):(\d\d):(\d\d)$/;

/** Reads `06/Feb/2009:12:14:14`; many lines in a row have the same second. */
export class LogClock {
  #text = '';
  #unixMs = Number.NaN;

  /** → ms since 1970, as if it were UTC; NaN = this is no time. */
  read(text: string): number {
    if (text === this.#text) return this.#unixMs;
    this.#text = text;
    const [, day, name = '', ...numbers] = form.exec(text) ?? [];
    const month = months.indexOf(name);
    const [year = 0, hour = 0, minute = 0, second = 0] = numbers.map(Number);
    this.#unixMs = month < 0 ? Number.NaN : Date.UTC(year, month, Number(day), hour, minute, second);
    return this.#unixMs;
  }
}
