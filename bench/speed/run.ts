// Seatrial's own speed: `npm run speed [-- WHAT…]`, by default all of it one after the other, in some minutes.
const programs = ['requests', 'placement', 'event-lists', 'executors'];

const asked = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const unknown = asked.find((word) => !programs.includes(word));
if (unknown !== undefined) {
  console.error(`speed of what? One of: ${programs.join(', ')}; found "${unknown}"`);
  process.exit(2);
}
for (const program of asked.length > 0 ? asked : programs) {
  console.log(`\n${program}`);
  await import(`./${program}.ts`);
}
