import { describe, expect, it } from 'vitest';
import { firstSubstitution } from './command-substitution.ts';

describe('firstSubstitution', () => {
  it.each([
    ['join $(token -q) now', 'join X now'],
    ['say "it\'s $(token)"', 'say "it\'s X"'],
    ['say \'$(token)\' "$(token)"', 'say \'$(token)\' "X"'],
    ['say \\$(token) $(token)', 'say \\$(token) X'],
  ])('%s', (line, replaced) => {
    expect(firstSubstitution(line)?.replace('X\n')).toBe(replaced);
  });

  it.each(["say '$(token)'", "say '\"' '$(token)'", 'say nothing'])('finds none in %s', (line) => {
    expect(firstSubstitution(line)).toBeNull();
  });

  it('puts a dollar in as it is', () => {
    expect(firstSubstitution('say $(x)')?.replace('$&')).toBe('say $&');
  });
});
