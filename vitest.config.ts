import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

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
          testTimeout: 60_000,
        },
      })),
      {
        extends: true as const,
        test: {
          name: "once",
          globalSetup: "test/empty-database.ts",
          setupFiles: "test/copied-databases.ts",
          include: ["test/**/*.test.ts"],
          exclude: pure.map((glob) => glob.replace("*.test.ts", "!(*.long).test.ts")),
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
    coverage: { include: ["src/**"], reporter: ["text-summary", "html"] },
  },
});
