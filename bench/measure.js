/*
 * Measures one candidate: prints the nanoseconds that one operation takes. A candidate is a function
 * that sets up and gives a function that does a number of operations.
 */
const WARM_UP_MILLISECONDS = 1_000;
const MEASURED_MILLISECONDS = 250;

const [group, candidate] = process.argv.slice(2);
const { candidates } = await import(new URL(`groups/${group}.js`, import.meta.url));
const run = await candidates[candidate]();

let batch = 1;
const warmUp = await runFor(WARM_UP_MILLISECONDS);
// What takes many seconds at a time has warmed up on its way.
const isLong = warmUp.milliseconds > 10 * WARM_UP_MILLISECONDS;
const { operations, milliseconds } = isLong ? warmUp : await runFor(MEASURED_MILLISECONDS);
process.stdout.write(String((milliseconds * 1e6) / operations));
process.exit(0);

/** Doubles the batch until one takes a noticeable time, and runs batches until the time is up. */
async function runFor(limit) {
  let [operations, milliseconds] = [0, 0];
  while (milliseconds < limit) {
    const started = performance.now();
    await run(batch);
    const took = performance.now() - started;
    operations += batch;
    milliseconds += took;
    if (took < limit / 20) batch *= 2;
  }
  return { operations, milliseconds };
}
