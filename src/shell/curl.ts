import type { Document } from 'yaml';
import type { RequestRow } from '../simulation/run-result.ts';
import type { ShellCommand, ShellMeans } from './commands.ts';
import { headText, isError, writtenOut } from './curl-texts.ts';
import { CurlError, type CurlWords, readCurl } from './curl-words.ts';
import { addItem, lastUntil, soon } from './edit-scenario.ts';
import { type Reply, refused, said } from './reply.ts';
import type { Session } from './session.ts';

/** How long Linux tries to connect: six SYNs again (tcp_syn_retries), 127 s. */
const patienceMs = 127_000;
const exitCodes = { noHost: 6, noConnection: 7, badStatus: 22, timeout: 28, cut: 56 } as const;

/** `curl -I host:8080`: one request, of a client that the scenario has from now on. */
export const curl: ShellCommand = {
  usage: 'curl [-I] HOST:PORT',
  summary: 'Send a request; -I shows its status and headers',
  run(session, words, means) {
    try {
      const asked = readCurl(words);
      const reply = fetch(asked, session, means);
      return {
        exitCode: reply.exitCode,
        stdout: reply.stdout === '' ? writtenOut(asked.writeOut, null) : reply.stdout,
        stderr: asked.showsErrors ? reply.stderr : '',
      };
    } catch (error) {
      if (error instanceof CurlError) return refused(error.message, error.exitCode);
      throw error;
    }
  },
};

function fetch(asked: CurlWords, session: Session, means: ShellMeans): Reply {
  const { host, port } = asked;
  const to = targetOf(asked, session, means);
  if (to === null) return refused(`curl: (6) Could not resolve host: ${host}`, exitCodes.noHost);
  const nobody = refused(
    `curl: (7) Failed to connect to ${host} port ${port}: Connection refused`,
    exitCodes.noConnection,
  );
  if (to === '') return nobody;
  const at = soon(session.nowMs, 0);
  const name = clientName(means);
  const timeoutMs = asked.mostMs ?? patienceMs;
  const changed = means.change((document: Document) => {
    addItem(document, ['traffic'], {
      ...clientOf(asked),
      name,
      to,
      timeout: `${timeoutMs}ms`,
      arrivals: { at: [at.written] },
    });
    lastUntil(document, at.ms + timeoutMs);
  });
  if (typeof changed === 'string') return refused(changed, 1);
  const row = changed.answerTo(name);
  if (row === null || row.outcome === 'timeout') {
    const words = `Operation timed out after ${timeoutMs} milliseconds with 0 bytes received`;
    return refused(`curl: (28) ${words}`, exitCodes.timeout);
  }
  if (row.status !== null) return answered(row, asked, changed);
  return row.outcome === 'refused' || row.outcome === 'no_backend'
    ? nobody
    : refused('curl: (56) Recv failure: Connection reset by peer', exitCodes.cut);
}

function answered(row: RequestRow, asked: CurlWords, { world }: Session): Reply {
  const unixMs = world.scenario.startUnixMs + row.time_s * 1000;
  const written = writtenOut(asked.writeOut, row);
  if (asked.failsByStatus && isError(row.status!)) {
    const words = `The requested URL returned error: ${row.status}`;
    return { ...refused(`curl: (22) ${words}`, exitCodes.badStatus), stdout: written };
  }
  const from = row.task === '' ? 'the load balancer itself' : `a task on ${row.node}`;
  const note = `seatrial: answered by ${from}; what it says is not simulated: curl -I shows the status and the headers\n`;
  return {
    ...said(`${asked.showsHead ? headText(row, unixMs) : ''}${written}`),
    stderr: asked.showsBody ? note : '',
  };
}

/** What it asks, as a client's `to`; '' = a machine where nobody listens, `null` = no host of that name. */
function targetOf(
  { host, port }: CurlWords,
  { world, machine, ownContainers }: Session,
  { scenario }: ShellMeans,
): string | null {
  const asked = ['localhost', '127.0.0.1', '0.0.0.0'].includes(host)
    ? machine
    : world.machines.find(({ spec }) => spec.name === host || spec.address === host);
  if (asked === undefined) {
    const balancer = scenario.balancers.find(({ name }) => name === host);
    if (balancer === undefined) return null;
    return balancer.publish.some(({ published }) => published === port) ? `${host}:${port}` : '';
  }
  const own = ownContainers.find(
    (each) =>
      each.machine === asked && each.endedMs === null && each.ports.some(({ publishedPort }) => publishedPort === port),
  );
  return `${own?.balancer ?? asked.spec.name}:${port}`;
}

function clientName({ scenario }: ShellMeans): string {
  const taken = new Set(scenario.clients.map(({ name }) => name));
  let number = 1;
  while (taken.has(`curl-${number}`)) number++;
  return `curl-${number}`;
}

function clientOf({ method, path, headers }: CurlWords): Readonly<Record<string, unknown>> {
  return {
    trace: '100%',
    method,
    ...(path === '/' ? {} : { path }),
    ...(Object.keys(headers).length === 0 ? {} : { headers }),
  };
}
