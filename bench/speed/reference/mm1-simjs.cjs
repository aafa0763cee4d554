// M/M/1 at a load of 0.8 in simjs. Prints ns of CPU a job. Usage: node mm1-simjs.cjs FOLDER_OF_SIMJS JOBS SEED
const [folder, jobs, seed] = [process.argv[2], Number(process.argv[3]), Number(process.argv[4])];
globalThis.window = globalThis;
require(folder);
const { Sim, Entity, Facility, Random } = globalThis.Sim;

class Jobs extends Entity {
  start({ server, random }) {
    this.server = server;
    this.random = random;
    this.left = jobs;
    this.stayMs = 0;
    this.arrive();
  }

  arrive() {
    if (this.left-- === 0) return;
    const bornMs = this.time();
    this.useFacility(this.server, this.random.exponential(1 / 10)).done(() => {
      this.stayMs += this.time() - bornMs;
    });
    this.setTimer(this.random.exponential(1 / 12.5)).done(this.arrive);
  }
}

function run(count) {
  const sim = new Sim();
  const entity = sim.addEntity(Jobs, 'jobs', {
    server: new Facility('server', Facility.FCFS, 1),
    random: new Random(seed),
  });
  sim.simulate(Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY);
  return entity.stayMs / count;
}

const before = process.cpuUsage();
const meanMs = run(jobs);
const { user, system } = process.cpuUsage(before);
// 50 ms by theory.
if (!(meanMs > 40 && meanMs < 60)) throw new Error(`simjs: mean ${meanMs} ms`);
console.log(((user + system) * 1000) / jobs);
