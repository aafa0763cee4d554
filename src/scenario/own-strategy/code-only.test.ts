import { describe, expect, it } from 'vitest';
import { codeOnly } from './code-only.ts';

describe('codeOnly', () => {
  it.each([
    ['a // Date\nb', 'a        \nb'],
    ['a /* Date\n */ b', 'a        \n    b'],
    [`x = 'Date' + "Da\\"te";`, 'x =        +         ;'],
    ['x = `Date`;', 'x =       ;'],
    [`x = \`a \${Date} b\`;`, 'x =      Date    ;'],
    [`x = \`\${{ a: \`\${Date}\` }.a}\`;`, 'x =    { a:    Date   }.a  ;'],
    ['x = /Date[/]"/g.test(y); Date', 'x =            .test(y); Date'],
    ['x = a / b; y = c / Date', 'x = a / b; y = c / Date'],
    ['if (a) { b } "Date"', 'if (a) { b }       '],
    ["it's", 'it  '],
  ])('%j', (text, code) => {
    expect(codeOnly(text)).toBe(code);
  });
});
