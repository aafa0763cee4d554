/** A piece of HTML whose text is safe: all that came into it from outside was escaped. */
export interface Html {
  readonly html: string;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => ESCAPES[letter] ?? letter);
}

/** For text that is HTML already and comes from Seatrial itself. */
export function trusted(text: string): Html {
  return { html: text };
}

/** A template whose values are escaped, unless they are `Html`; lists are put one after another. */
export function html(strings: TemplateStringsArray, ...values: (string | number | Html | readonly Html[])[]): Html {
  const parts = strings.map((text, index) => (index === 0 ? text : inserted(values[index - 1]) + text));
  return { html: parts.join('') };
}

function inserted(value: string | number | Html | readonly Html[] | undefined): string {
  if (value === undefined) return '';
  if (typeof value === 'string' || typeof value === 'number') return escapeHtml(String(value));
  return 'html' in value ? value.html : value.map((item) => item.html).join('');
}
