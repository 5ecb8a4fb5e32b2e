import { applyTopology, type Topology } from '../../src/index.js';

/** Applies a topology and says every step, until it is done or killed: `node apply-program.js URL TOPOLOGY`. */
const [url = '', topology = ''] = process.argv.slice(2);

await applyTopology({
  urls: [url],
  topology: JSON.parse(topology) as Topology,
  types: [],
  watchMs: 0,
  onStep: (step) => process.stdout.write(`${step}\n`),
});
