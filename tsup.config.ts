import { defineConfig } from "tsup";

/** One entry per module that has its own import path. */
export default defineConfig({
  entry: {
    index: "src/index.ts",
    kernel: "src/kernel/index.ts",
    lottery: "src/lottery/index.ts",
    points: "src/points/index.ts",
    store: "src/store/index.ts",
    tiering: "src/tiering/index.ts",
    referral: "src/referral/index.ts",
  },
  format: ["esm", "cjs"],
  target: "es2022",
  platform: "neutral",
  external: [/^node:/],
  // Shared code goes into shared files in both formats, so that there is one UptierError class.
  splitting: true,
  sourcemap: true,
  clean: true,
  // Namespaces of whole modules, in a file that modules share, would keep all of them alive in the
  // bundle of a shop that uses one function: the root entry loads the modules as their users do.
  esbuildPlugins: [
    {
      name: "modules-stay-apart",
      setup(build) {
        const ending = build.initialOptions.outExtension?.[".js"] ?? ".js";
        build.onResolve({ filter: /^\.\/\w+\/index$/ }, ({ importer, path }) =>
          importer.endsWith("/src/index.ts")
            ? { path: path.replace(/\/index$/, ending), external: true }
            : undefined,
        );
      },
    },
  ],
  // tsup sets baseUrl, which TypeScript 6 deprecates.
  dts: { compilerOptions: { ignoreDeprecations: "6.0", paths: {} } },
});
