import type { RequestRow } from '../simulation/run-result.ts';

/** As HAProxy words them (haproxy 2.6: src/http.c, http_err_msgs); nginx and Go have the same but for the time-outs. */
const reasons: Readonly<Record<number, string>> = {
  200: 'OK',
  400: 'Bad Request',
  403: 'Forbidden',
  404: 'Not Found',
  408: 'Request Time-out',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Time-out',
};
const badRequest = 400;

export function isError(status: number): boolean {
  return status >= badRequest;
}

/** Status line and headers, as far as the model knows them: when, and what a balancer adds. */
export function headText({ status, task, headers }: RequestRow, unixMs: number): string {
  const line = `HTTP/1.1 ${status} ${reasons[status ?? 0] ?? ''}`.trimEnd();
  const ofBalancer = task === '' && isError(status ?? 0);
  const own = ofBalancer ? ['cache-control: no-cache', 'content-type: text/html'] : [`Date: ${httpDate(unixMs)}`];
  const added = headers === '' ? [] : headers.split('; ');
  return `${[line, ...own, ...added].join('\n')}\n\n`;
}

/** `Thu, 01 Jan 2026 00:00:00 GMT` */
function httpDate(unixMs: number): string {
  return new Date(Math.floor(unixMs)).toUTCString();
}

/** The text of `--write-out`, with what it asks for; `null` = there was no answer. */
export function writtenOut(format: string, row: RequestRow | null): string {
  const seconds = ((row?.latency_ms ?? 0) / 1000).toFixed(6);
  return format
    .replace(/%\{(?:http_code|response_code)\}/g, String(row?.status ?? '000'))
    .replace(/%\{time_total\}/g, seconds)
    .replace(/\\n/g, '\n');
}
