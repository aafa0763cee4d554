import { expect, it } from 'vitest';
import { checkOwnStrategies } from './check-own-strategies.ts';

it('finds a strategy that does not load among the files', async () => {
  const files = { './some/a.yaml': 'name: a', 'lb.cfg': 'global', 'mine.mjs': 'export default { scroe: () => 1 };\n' };
  await expect(checkOwnStrategies(files)).rejects.toThrow('mine.mjs');
});

it('leaves all other files alone', async () => {
  await expect(checkOwnStrategies({ './some/a.yaml': 'name: a', 'lb.cfg': 'global' })).resolves.toBeUndefined();
});
