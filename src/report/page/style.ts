import { FONT_FILES } from '../charts/fonts.ts';
import { FONT_STACK, NEUTRALS } from '../charts/theme.ts';
import { subsetFont } from './subset-font.ts';

/**
 * The page's style sheet: light and dark by the reader's preference, with the charts' greys as variables.
 *
 * @param text all text of the page: the font comes with these letters only.
 */
export function styleSheet(text: string): string {
  return `${fontFace(400, FONT_FILES.regular, text)}
${fontFace(600, FONT_FILES.semibold, text)}
:root { color-scheme: light dark; ${variables('light')} --page: #f5f6f8; --bad: #b42331; --good: #157a4a; --warn: #8a5a00; }
@media (prefers-color-scheme: dark) {
  :root { ${variables('dark')} --page: #0c0e11; --bad: #ff8a8a; --good: #5fd39b; --warn: #f0c060; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); font: 15px/1.5 ${FONT_STACK}; -webkit-text-size-adjust: 100%; }
main { max-width: 960px; margin: 0 auto; padding: 32px 40px 64px; background: var(--ground); }
h1 { font-size: 26px; line-height: 1.25; margin: 0 0 4px; letter-spacing: -0.015em; overflow-wrap: anywhere; }
h2 { font-size: 18px; margin: 40px 0 8px; letter-spacing: -0.01em; }
h3 { font-size: 15px; margin: 28px 0 0; }
p { margin: 4px 0 10px; max-width: 46em; }
.muted, figcaption { color: var(--muted); font-size: 13px; }
.verdict { font-weight: 600; margin-top: 14px; }
.good { color: var(--good); } .bad { color: var(--bad); }
.warnings { margin: 14px 0; padding: 8px 14px; border-left: 3px solid var(--warn); background: var(--paused); }
.warnings ul { margin: 0; padding-left: 18px; }
.scroll { overflow-x: auto; margin: 6px 0 14px; }
table { border-collapse: collapse; min-width: 50%; font-size: 14px; font-variant-numeric: tabular-nums; }
caption { text-align: left; font-weight: 600; padding: 8px 0 4px; }
th, td { text-align: left; padding: 5px 16px 5px 0; border-bottom: 1px solid var(--grid); vertical-align: top; }
thead th { color: var(--muted); font-weight: 400; font-size: 12px; white-space: nowrap; border-bottom-color: var(--axis); }
tbody th { font-weight: 400; }
th.number, td.number { text-align: right; }
td.nowrap, .scroll th, .scroll td { white-space: nowrap; }
code, pre { font: 12.5px/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
td code { overflow-wrap: anywhere; }
.word { display: inline-block; max-width: 100%; }
pre { margin: 6px 0; padding: 8px 10px; background: var(--drained); border-radius: 4px; overflow-x: auto; max-width: 100%; }
.timeline table { width: 100%; table-layout: fixed; }
.timeline th:nth-child(1), .timeline td:nth-child(1) { width: 2.6em; }
.timeline th:nth-child(2), .timeline td:nth-child(2) { width: 5.5em; }
.timeline th:nth-child(4), .timeline td:nth-child(4) { width: 4em; }
figure { margin: 6px 0 30px; }
figcaption { margin-bottom: 10px; }
svg.chart { display: block; width: 100%; height: auto; font-family: ${FONT_STACK}; }
svg.narrow { display: none; max-width: 470px; }
details { margin: 6px 0; } summary { cursor: pointer; }
summary .muted { margin-left: 6px; }
a { color: inherit; text-underline-offset: 2px; }
dl.columns { display: grid; grid-template-columns: max-content 1fr; gap: 2px 18px; margin: 6px 0 12px 16px; font-size: 13px; }
dl.columns dd { margin: 0; color: var(--muted); }
@media (max-width: 700px) {
  main { padding: 20px 16px 40px; }
  h1 { font-size: 22px; }
  svg.wide { display: none; } svg.narrow { display: block; }
  table { width: 100%; font-size: 13px; } th, td { padding-right: 12px; }
  dl.columns { grid-template-columns: 1fr; margin-left: 4px; } dl.columns dd { margin-bottom: 6px; }
}
@media print { body, main { background: none; } main { padding: 0; } figure { break-inside: avoid; } }
`;
}

function fontFace(weight: number, path: string, text: string): string {
  const data = subsetFont(path, text).toString('base64');
  return `@font-face { font-family: Inter; font-weight: ${weight}; src: url(data:font/ttf;base64,${data}) format("truetype"); }`;
}

function variables(shade: 'light' | 'dark'): string {
  return Object.entries(NEUTRALS)
    .map(([name, neutral]) => `--${name}: ${neutral[shade]};`)
    .join(' ');
}

/** Exchanges the charts' greys for the page's variables, so that they follow its light and dark; the font is the page's. */
export function withPageColours(svg: string): string {
  return Object.entries(NEUTRALS).reduce(
    (text, [name, { light }]) => text.replaceAll(`"${light}"`, `"var(--${name})"`),
    svg.replaceAll(` font-family="${FONT_STACK}"`, ''),
  );
}
