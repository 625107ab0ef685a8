/*
 * Compares the public surface of each entry point with the report under review control in etc/, and
 * fails where it differs. With --update the reports are written anew: the change then shows in the
 * diff.
 */
import { Extractor, ExtractorConfig, ExtractorLogLevel } from "@microsoft/api-extractor";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";

const update = process.argv.includes("--update");
const root = resolve(import.meta.dirname, "..");
const { exports } = JSON.parse(readFileSync(`${root}/package.json`, "utf8")) as {
  exports: Readonly<Record<string, { import?: { types: string } }>>;
};

/** Types of the kernel are imported from the kernel, whichever module uses them. */
function isKernelExport(symbol: string): boolean {
  const report = readFileSync(`${root}/etc/kernel.api.md`, "utf8");
  return new RegExp(`^export .*\\b${symbol}\\b`, "m").test(report);
}

let failed = false;
for (const [path, entry] of Object.entries(exports).sort(([a]) => (a === "./kernel" ? -1 : 1))) {
  if (entry.import === undefined) continue;
  const name = path === "." ? "uptier" : path.slice(2);
  const config = ExtractorConfig.prepare({
    configObject: {
      projectFolder: root,
      mainEntryPointFilePath: resolve(root, entry.import.types),
      compiler: { tsconfigFilePath: `${root}/tsconfig.json` },
      apiReport: {
        enabled: true,
        reportFileName: `${name}.api.md`,
        reportFolder: `${root}/etc`,
        reportTempFolder: `${root}/node_modules/.cache/api-extractor`,
      },
      newlineKind: "lf",
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      messages: {
        extractorMessageReporting: {
          default: { logLevel: ExtractorLogLevel.None },
          // A type that a public function names but nobody can import.
          "ae-forgotten-export": { logLevel: ExtractorLogLevel.Error },
        },
        tsdocMessageReporting: { default: { logLevel: ExtractorLogLevel.None } },
      },
    },
    configObjectFullPath: undefined,
    packageJsonFullPath: `${root}/package.json`,
  });
  const result = Extractor.invoke(config, {
    localBuild: update,
    messageCallback: (message) => {
      const symbol = /^The symbol "(\w+)" needs to be exported/.exec(message.text)?.[1];
      if (symbol !== undefined && isKernelExport(symbol)) message.logLevel = ExtractorLogLevel.None;
      // One line of our own is enough; the extractor's runs over a screen.
      if (message.logLevel !== ExtractorLogLevel.Error) message.handled = true;
    },
  });
  if (result.apiReportChanged && !update) {
    console.error(
      `The public API of ${name} changed: run "npm run api" and review etc/${name}.api.md`,
    );
  }
  failed ||= !result.succeeded && !(update && result.errorCount === 0);
}
process.exitCode = failed ? 1 : 0;
