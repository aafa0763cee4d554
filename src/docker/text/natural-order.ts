const digit = /^\d/;
const number = /^(0*)(\d*)/;

/**
 * Compares names as people sort them: numbers inside by value (node-2 before node-10), digits before other characters,
 * fewer leading zeros first. Everything else by code unit, so that no locale matters.
 * Source: github.com/fvbommel/sortorder `NaturalLess`, which docker/cli sorts its tables with.
 */
export function compareNatural(left: string, right: string): number {
  let l = 0;
  let r = 0;
  while (l < left.length && r < right.length) {
    const leftIsDigit = digit.test(left.charAt(l));
    if (leftIsDigit !== digit.test(right.charAt(r))) return leftIsDigit ? -1 : 1;
    if (leftIsDigit) {
      const leftNumber = number.exec(left.slice(l)) ?? [''];
      const rightNumber = number.exec(right.slice(r)) ?? [''];
      const order = compareNumbers(leftNumber, rightNumber);
      if (order !== 0) return order;
      l += leftNumber[0].length;
      r += rightNumber[0].length;
    } else {
      if (left[l] !== right[r]) return left.charCodeAt(l) - right.charCodeAt(r);
      l++;
      r++;
    }
  }
  return left.length - right.length;
}

function compareNumbers(left: readonly string[], right: readonly string[]): number {
  const [, leftZeros = '', leftDigits = ''] = left;
  const [, rightZeros = '', rightDigits = ''] = right;
  if (leftDigits.length !== rightDigits.length) return leftDigits.length - rightDigits.length;
  return compareText(leftDigits, rightDigits) || leftZeros.length - rightZeros.length;
}

/** Plain order by code unit, as Go's `sort.Strings` for ASCII. */
export function compareText(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
