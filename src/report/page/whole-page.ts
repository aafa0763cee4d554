import { type Html, html, trusted } from './html.ts';
import { styleSheet } from './style.ts';

/** The page around its content: it needs nothing beside it, no script and no network. */
export function wholePage(name: string, main: Html): string {
  const title = `${name} – Seatrial`;
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; font-src data:">
<title>${title}</title>
<style>${trusted(styleSheet(main.html))}</style>
</head>
<body>
${main}
</body>
</html>
`;
  return page.html;
}

/** What stands between backticks becomes code. */
export function withCode(text: string): Html[] {
  const parts = text.split('`');
  if (parts.length % 2 === 0) return [html`${text}`];
  return parts.map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : html`${part}`));
}
