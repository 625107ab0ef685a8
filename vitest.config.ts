import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/**
 * Every pure test runs in each of these host zones: none of them may show. Properties try all of
 * their cases in the first one (`test/runs.ts`), and what is long by nature (`*.long.test.ts`) runs
 * once, without a zone.
 */
const hostZones = ["UTC", "Asia/Shanghai", "America/New_York", "Pacific/Apia", "Asia/Amman"];

const pure = [
  "test/kernel/**/*.test.ts",
  "test/lottery/**/*.test.ts",
  "test/points/**/*.test.ts",
  "test/tiering/**/*.test.ts",
  "test/referral/**/*.test.ts",
  "test/conformance/*.test.ts",
];
const long = "test/**/*.long.test.ts";

/** The files that take a minute and more: whatever starts last must not keep one core waiting. */
const slowest = [
  "test/store/processes.test.ts",
  "test/examples/demo.test.ts",
  "test/documentation/examples.test.ts",
];

/** The slowest files first, then the other tests that run once; the short ones of the zones fill up. */
class SlowestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.toSorted((a, b) => rank(a) - rank(b));
  }
}

function rank({ project, moduleId }: TestSpecification): number {
  if (project.name !== "once") return slowest.length + 1;
  const place = slowest.findIndex((file) => moduleId.endsWith(file));
  return place < 0 ? slowest.length : place;
}

const alias = [
  { find: /^uptier$/, replacement: fileURLToPath(new URL("src/index.ts", import.meta.url)) },
  {
    find: /^uptier\/(.+)$/,
    replacement: `${fileURLToPath(new URL("src", import.meta.url))}/$1/index.ts`,
  },
];

export default defineConfig({
  resolve: { alias },
  test: {
    pool: "forks",
    // Vitest leaves one core idle otherwise, which on two is half the machine.
    maxWorkers: "100%",
    setupFiles: "test/setup.ts",
    sequence: { sequencer: SlowestFirst },
    projects: [
      ...hostZones.map((zone) => ({
        extends: true as const,
        test: {
          name: zone,
          env: { TZ: zone, UPTIER_TEST_CASES: zone === hostZones[0] ? "all" : "fifth" },
          include: pure,
          exclude: [long],
          isolate: false,
          // A busy machine is no failure.
          testTimeout: 120_000,
        },
      })),
      {
        extends: true as const,
        test: {
          name: "once",
          globalSetup: "test/empty-database.ts",
          setupFiles: ["test/setup.ts", "test/copied-databases.ts"],
          include: ["test/**/*.test.ts"],
          exclude: pure.map((glob) => glob.replace("*.test.ts", "!(*.long).test.ts")),
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
    ],
    coverage: { include: ["src/**"], reporter: ["text-summary", "html"] },
  },
});
