import { textTable } from '../report/terminal/text-table.ts';
import { type ExplainedDecision, nearestChanges } from '../simulation/explain-task.ts';

type Standing = ExplainedDecision['standings'][number];

/** Each decision as a line that says what became of the task, and a table of the nodes. */
export function explanationText(task: string, decisions: readonly ExplainedDecision[]): string {
  return decisions.map((decision) => decisionText(task, decision)).join('\n');
}

function decisionText(task: string, decision: ExplainedDecision): string {
  return `${headline(task, decision)}\n${nearestLines(decision)}\n${nodeTable(decision)}`;
}

function headline(task: string, decision: ExplainedDecision): string {
  const { standings, atMs, nodeId, strategy } = decision;
  const when = decision.times === 1 ? seconds(atMs) : `${seconds(atMs)} to ${seconds(decision.lastAtMs)}`;
  const again = decision.times === 1 ? '' : ` (${decision.times} times the same)`;
  if (nodeId === null) return `${task} at ${when}: pending${again}. ${whyPending(standings, strategy)}`;
  const node = standings.find((standing) => standing.nodeId === nodeId)?.hostname ?? nodeId;
  if (strategy === '') return `${task} at ${when}: ${node}, its node from the beginning, lets it in.`;
  return `${task} at ${when}: ${node} gets it, by ${strategy}. ${whyThatNode(standings, nodeId)}`;
}

function whyPending(standings: readonly Standing[], strategy: string): string {
  const passing = standings.filter(({ refusedBy }) => refusedBy === null).length;
  if (passing > 0) return `${strategy} wants none of the nodes that pass the filters (${passing}).`;
  return standings.length === 1 ? 'The node does not pass the filters.' : 'No node passes the filters.';
}

function whyThatNode(standings: readonly Standing[], nodeId: string): string {
  const chosen = standings.find((standing) => standing.nodeId === nodeId);
  const allPassing = standings.filter(({ refusedBy }) => refusedBy === null);
  if (allPassing.length === 1) return 'No other node passes the filters.';
  const passing = allPassing.filter((standing) => valuesOf(standing) === valuesOf(chosen));
  const preferred = preferenceWords(chosen);
  if (passing.length === 1 && preferred !== '') return `${preferred}No other node there passes the filters.`;
  return preferred + whyAmong(passing, chosen);
}

/** The nodes that pass, with the same preferred values as the one chosen. */
function whyAmong(passing: readonly Standing[], chosen: Standing | undefined): string {
  if (chosen === undefined || Object.keys(chosen.measures).length === 0) {
    return `It is the choice of the strategy from the ${passing.length} nodes that pass the filters.`;
  }
  const best = passing.filter((standing) => standing.best);
  if (!chosen.best) return 'It is its turn: tasks that are placed at one instant go round the nodes.';
  if (best.length === 1) return `It is the best of the ${passing.length} nodes that pass the filters.`;
  return `${best.length} nodes are equally good: the random order of the nodes breaks the tie.`;
}

function valuesOf(standing: Standing | undefined): string {
  return JSON.stringify(standing?.preferences.map(({ value }) => value));
}

/** Preferences come before what the strategy thinks of nodes. */
function preferenceWords(chosen: Standing | undefined): string {
  const words = chosen?.preferences.map(({ descriptor, value, tasks }) => {
    return `${descriptor} == ${value === '' ? '(none)' : value} with ${tasks} of the service's tasks`;
  });
  return words === undefined || words.length === 0 ? '' : `It is the turn of ${words.join(', ')}. `;
}

function nearestLines({ nodeId, standings }: ExplainedDecision): string {
  if (nodeId !== null) return '';
  return nearestChanges(standings)
    .map(({ hostname, shortfalls }, index) => {
      const lacks = shortfalls.map((shortfall) => shortfall.lacks).join(', ');
      const remedies = shortfalls.map((shortfall) => shortfall.remedy).join(', and ');
      return `${index === 0 ? 'Nearest' : 'Or'}: ${hostname}: ${lacks}; ${remedies}.\n`;
    })
    .join('');
}

function nodeTable({ nodeId, standings }: ExplainedDecision): string {
  const preferences = standings[0]?.preferences.map(({ descriptor }) => descriptor) ?? [];
  const measures = Object.keys(standings.find(({ refusedBy }) => refusedBy === null)?.measures ?? {});
  const counted = [...measures, 'order', 'in the way'].map((name) => name.toUpperCase());
  const head = ['NODE', 'VERDICT', ...preferences, ...counted];
  const rows = standings.map((standing) => [
    standing.hostname,
    verdict(standing, nodeId),
    ...standing.preferences.map(({ value, tasks }) => `${value === '' ? '–' : value}: ${tasks}`),
    ...measures.map((name) => numberText(standing.measures[name])),
    `${standing.turn + 1}`,
    standing.shortfalls.map(({ lacks }) => lacks).join(', '),
  ]);
  return textTable(head, rows);
}

function verdict({ nodeId, refusedBy, best, measures }: Standing, chosen: string | null): string {
  if (nodeId === chosen) return 'gets it';
  if (refusedBy !== null) return `refused: ${refusedBy}`;
  if (chosen === null || Object.keys(measures).length === 0) return 'passes';
  return best ? 'as good' : 'passes';
}

function numberText(value: number | undefined): string {
  return value === undefined ? '' : String(Number(value.toFixed(3)));
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(3)}s`;
}

/** The same for programs. */
export function explanationJson(task: string, decisions: readonly ExplainedDecision[]): string {
  const told = decisions.map((decision) => ({
    task,
    id: decision.task.id,
    time_s: decision.atMs / 1000,
    last_time_s: decision.lastAtMs / 1000,
    times: decision.times,
    strategy: decision.strategy,
    node: decision.standings.find(({ nodeId }) => nodeId === decision.nodeId)?.hostname ?? null,
    nearest: decision.nodeId === null ? nearestChanges(decision.standings) : [],
    nodes: decision.standings.map(({ hostname, refusedBy, shortfalls, preferences, measures, best, turn }) => ({
      node: hostname,
      refused_by: refusedBy,
      in_the_way: shortfalls,
      preferences,
      measures,
      best,
      order: turn + 1,
    })),
  }));
  return `${JSON.stringify(told)}\n`;
}
