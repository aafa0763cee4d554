import { describe, expect, it } from 'vitest';
import { proxyKeywords } from '../keywords/proxy-keywords.ts';
import { serverFlags, serverKeywordsWithValue } from '../keywords/server-keywords.ts';
import { didYouMean } from './best-match.ts';

const serverKeywords = [...serverKeywordsWithValue, ...serverFlags];

describe('didYouMean', () => {
  it.each([
    ['foo', serverKeywords, "; did you mean 'tfo' maybe ?"],
    ['strict-maxconn', serverKeywords, "; did you mean 'maxconn' maybe ?"],
    ['init-state', serverKeywords, ''],
    ['balanse', proxyKeywords, "; did you mean 'balance' maybe ?"],
    ['zzzz', proxyKeywords, ''],
  ])('%s', (word, keywords, says) => {
    expect(didYouMean(word, keywords)).toBe(says);
  });
});
