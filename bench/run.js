/*
 * Runs groups of candidates and prints how they compare. Each measurement is a process of its own,
 * so that no candidate spoils another's compiled code, and the candidates of a group take turns, so
 * that a busy machine spoils all of them alike. What else the machine does can only add time: ratios
 * are those of the fastest rounds.
 *
 *   npm run bench [-- GROUP...]
 */
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Each candidate has five rounds; fewer, at least two, where those of its group have taken minutes. */
const ROUNDS = 5;
const FEWEST_ROUNDS = 2;
const PATIENCE_MILLISECONDS = 300_000;

const folder = new URL("groups/", import.meta.url);
const known = readdirSync(folder).map((file) => file.replace(/\.js$/, ""));
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !known.includes(name));
if (unknown.length > 0) {
  console.error(`There is no group ${unknown.join(", ")}; there are: ${known.join(", ")}`);
  process.exit(1);
}

for (const name of wanted.length > 0 ? wanted : known) {
  const { title, base, flags = [], candidates } = await import(new URL(`${name}.js`, folder));
  const names = Object.keys(candidates);
  const samples = new Map(names.map((candidate) => [candidate, []]));
  const started = performance.now();
  for (let round = 0; round < ROUNDS; round += 1) {
    if (round >= FEWEST_ROUNDS && performance.now() - started > PATIENCE_MILLISECONDS) break;
    for (const candidate of names) {
      const nanoseconds = measure(name, candidate, flags);
      if (nanoseconds === null) samples.delete(candidate);
      else samples.get(candidate)?.push(nanoseconds);
    }
  }
  print(title, base, samples);
}

/**
 * Nanoseconds per operation, in a process of its own; null where the candidate cannot run here.
 *
 * @param flags - of Node, for all candidates of a group
 */
function measure(group, candidate, flags) {
  const script = fileURLToPath(new URL("measure.js", import.meta.url));
  const call = [...flags, script, group, candidate];
  const child = spawnSync(process.execPath, call, { encoding: "utf8" });
  if (child.status !== 0) {
    console.error(`${group}: ${candidate} cannot run: ${child.stderr.trim().split("\n")[0]}`);
    return null;
  }
  return Number(child.stdout);
}

/**
 * One line per candidate: its speed as a ratio to the base (2 is twice as fast), then the time of its
 * fastest round and of the median one.
 */
function print(title, base, samples) {
  const times = [...samples].map(([name, rounds]) => [name, Math.min(...rounds), median(rounds)]);
  const reference = times.find(([name]) => name === base)?.[1] ?? times[0]?.[1] ?? 1;
  const width = Math.max(...times.map(([name]) => name.length));
  console.log(`\n${title} (ratio of speeds to "${base}", fastest round; time, median)`);
  for (const [name, fastest, middle] of times) {
    const ratio = (reference / fastest).toFixed(3).padStart(8);
    const time = timeText(fastest).padEnd(10);
    console.log(`  ${name.padEnd(width)}  ${ratio}  ${time} ${timeText(middle)}`);
  }
}

function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

function timeText(nanoseconds) {
  if (nanoseconds < 1_000) return `${nanoseconds.toFixed(1)} ns`;
  if (nanoseconds < 1_000_000) return `${(nanoseconds / 1_000).toFixed(1)} us`;
  return `${(nanoseconds / 1_000_000).toFixed(2)} ms`;
}
