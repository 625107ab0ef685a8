/*
 * Measures one candidate: prints the nanoseconds that one operation takes. A candidate is a function
 * that sets up and gives a function that does a number of operations.
 */
const WARM_UP_MILLISECONDS = 1_000;
const MEASURED_MILLISECONDS = 250;
/** One operation that takes a second is too few to warm up; those that take longer go without. */
const WARM_UP_OPERATIONS = 3;
const PATIENCE_MILLISECONDS = 10 * WARM_UP_MILLISECONDS;

const [group, candidate] = process.argv.slice(2);
const { candidates } = await import(new URL(`groups/${group}.js`, import.meta.url));
const run = await candidates[candidate]();

let batch = 1;
const warmUp = await runFor(WARM_UP_MILLISECONDS, WARM_UP_OPERATIONS);
// What takes many seconds at a time has warmed up on its way.
const isLong = warmUp.milliseconds > PATIENCE_MILLISECONDS;
const { operations, milliseconds } = isLong ? warmUp : await runFor(MEASURED_MILLISECONDS, 1);
process.stdout.write(String((milliseconds * 1e6) / operations));
process.exit(0);

/**
 * Doubles the batch until one takes a noticeable time, and runs batches until the time is up and there
 * were enough operations, or until patience ends.
 */
async function runFor(limit, fewest) {
  let [operations, milliseconds] = [0, 0];
  const isDone = () => milliseconds >= limit && operations >= fewest;
  while (!isDone() && milliseconds <= PATIENCE_MILLISECONDS) {
    const started = performance.now();
    await run(batch);
    const took = performance.now() - started;
    operations += batch;
    milliseconds += took;
    if (took < limit / 20) batch *= 2;
  }
  return { operations, milliseconds };
}
