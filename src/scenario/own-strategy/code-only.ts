/** Comments, texts (templates without what `${…}` holds), in this order; what is none of these is code. */
const quiet = /\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|'(?:\\[\s\S]|[^'\\\n])*'?|"(?:\\[\s\S]|[^"\\\n])*"?|[`{}]|\//g;

/** A `/` after one of these begins a regular expression, else it divides. */
const beforeRegex = /(?:^|[([{,;:?=!&|+\-*%<>~^]|\b(?:return|typeof|case|in|of|do|else|void))\s*$/;
const regex = /\/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\[\n])+\/[a-z]*/y;
const templateText = /(?:\\[\s\S]|\$(?!\{)|[^`\\$])*(?:`|\$\{|$)/y;

/**
 * A text of JavaScript with blanks where comments, texts and regular expressions are, so that a search finds code only.
 * Lines and columns stay as they are.
 */
export function codeOnly(text: string): string {
  let code = text;
  const blank = (from: number, to: number) => {
    code = code.slice(0, from) + code.slice(from, to).replace(/[^\n]/g, ' ') + code.slice(to);
  };
  /** For each open brace, whether a template's text goes on when it closes. */
  const braces: boolean[] = [];
  const search = new RegExp(quiet);
  for (let found = search.exec(text); found !== null; found = search.exec(text)) {
    const [token] = found;
    const from = found.index;
    if (token === '{') braces.push(false);
    else if (token === '`' || (token === '}' && braces.pop() === true)) {
      const to = endOf(templateText, text, from + 1);
      if (text.endsWith('${', to) && to - from > 2) braces.push(true);
      blank(from, to);
      search.lastIndex = to;
    } else if (token === '/') {
      const to = beforeRegex.test(code.slice(0, from)) ? endOf(regex, text, from) : from + 1;
      if (to > from + 1) blank(from, to);
      search.lastIndex = to;
    } else if (token !== '}') blank(from, from + token.length);
  }
  return code;
}

/** Where the match ends that begins at `from`; one further if there is none. */
function endOf(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from;
  return pattern.test(text) ? pattern.lastIndex : from + 1;
}
