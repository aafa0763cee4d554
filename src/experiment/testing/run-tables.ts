import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TABLE_NAMES } from '../../report/tables/columns.ts';
import { csvChunks } from '../../report/tables/csv.ts';
import { summaryJson } from '../../report/tables/summary-json.ts';
import { loadScenario } from '../../scenario/load-scenario.ts';
import { simulate } from '../../simulation/simulation.ts';

/** What a run of this scenario writes, but for charts and page. */
export function writeRunTables(folder: string, scenario: string, overrides: readonly string[] = []): void {
  const result = simulate(loadScenario({ read: () => scenario }, 'test.yaml', overrides).scenario);
  mkdirSync(folder);
  writeFileSync(join(folder, 'summary.json'), summaryJson(result.summary));
  for (const table of TABLE_NAMES) {
    if (table === 'requests' && result.requests.length === 0) continue;
    writeFileSync(join(folder, `${table}.csv`), [...csvChunks(table, result[table])].join(''));
  }
}
