import { loadScenario } from '../../scenario/load-scenario.ts';
import { defaultScenario } from '../default-scenario.ts';
import { Shell } from '../shell.ts';

const path = 'session.yaml';

/** A shell on a scenario's text, in `/home/me`; its files are the map's. */
export function shellOn(source = defaultScenario, home = '') {
  const files = new Map<string, string>();
  const load = (text: string, from: string) => {
    const read = (file: string) => (file === from ? text : (files.get(file) ?? ''));
    return loadScenario({ read }, from, []).scenario;
  };
  const readFile = (name: string) => files.get(name) ?? null;
  const write = (name: string, text: string) => {
    if (name.includes('/')) throw new Error('no such folder');
    files.set(name, text);
  };
  return { shell: new Shell({ source, path, load, home, folder: '/home/me', readFile, write }), files };
}

/** Types lines, one after the other. */
export function play(lines: readonly string[], source?: string, home?: string) {
  const { shell, files } = shellOn(source, home);
  const replies = lines.map((line) => shell.run(line));
  return { shell, files, replies, last: replies.at(-1)! };
}
