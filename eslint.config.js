import js from "@eslint/js";
import tseslint from "typescript-eslint";

const domains = ["tiering", "points", "lottery", "referral", "funnel", "experiment", "sop"];
const shells = ["store", "http", "cli"];

/** Clocks, chance and the surroundings come in as arguments. */
const pure = {
  "no-restricted-globals": [
    "error",
    ...[
      "process",
      "performance",
      "setTimeout",
      "setInterval",
      "setImmediate",
      "queueMicrotask",
      "fetch",
      "console",
      "crypto",
      "navigator",
      "localStorage",
      "require",
    ].map((name) => ({ name, message: "Kernel and domain code is pure; take it as an argument." })),
  ],
  "no-restricted-properties": [
    "error",
    { object: "Math", property: "random", message: "Take a RandomSource as an argument." },
    { object: "Date", property: "now", message: "Take the instant as an argument." },
    { object: "globalThis", property: "process", message: "Take it as an argument." },
    { object: "Number", property: "parseFloat", message: "Read decimal text exactly." },
  ],
  "no-restricted-syntax": [
    "error",
    {
      selector: "NewExpression[callee.name='Date'][arguments.length=0]",
      message: "Take the instant as an argument.",
    },
    { selector: "CallExpression[callee.name='Date']", message: "Take the instant as an argument." },
    { selector: "CallExpression[callee.name='parseFloat']", message: "Read decimal text exactly." },
    {
      selector: "CallExpression[callee.property.name=/^toLocale/]",
      message: "The host's locale must not show.",
    },
    {
      selector:
        "CallExpression[callee.property.name=/^(get|set)(FullYear|Month|Date|Day|Hours|Minutes|Seconds|Milliseconds|TimezoneOffset)$/]",
      message: "The host's zone must not show; use the UTC methods or the kernel's time functions.",
    },
  ],
};

/** Imports that a folder must not have. */
const forbidden = (...patterns) => ({
  "no-restricted-imports": [
    "error",
    {
      patterns: patterns.map(([regex, message]) => ({ regex, message })),
    },
  ],
});

const nodeModules = ["^node:", "Kernel and domain code runs in browsers and edge runtimes too."];
const kernelIndex = ["kernel/index$|/kernel$", "Import the kernel's file that has it."];

export default tseslint.config(
  { ignores: ["dist/", "site/", "coverage/", "bench/node_modules/"] },
  js.configs.recommended,
  tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: { projectService: { allowDefaultProject: ["eslint.config.js"] } },
    },
    rules: {
      // The edge also meets callers without types; what cannot happen with them is checked there.
      "@typescript-eslint/no-unnecessary-condition": "off",
      // An index that was just checked needs no second check; `!` says so.
      "@typescript-eslint/no-non-null-assertion": "off",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "@typescript-eslint/consistent-type-imports": "error",
      eqeqeq: "error",
    },
  },
  {
    files: ["src/kernel/**/*.ts"],
    rules: {
      ...pure,
      ...forbidden(nodeModules, [
        `^(\\.\\./)+(${[...domains, ...shells].join("|")})(/|$)`,
        "The kernel imports nothing of ours.",
      ]),
    },
  },
  {
    files: domains.map((domain) => `src/${domain}/**/*.ts`),
    rules: {
      ...pure,
      ...forbidden(nodeModules, kernelIndex, [
        `^(\\.\\./)+(${[...domains, ...shells].join("|")})(/|$)`,
        "A domain module imports the kernel only; what it needs from another arrives as data.",
      ]),
    },
  },
  {
    files: shells.map((shell) => `src/${shell}/**/*.ts`),
    rules: forbidden(kernelIndex),
  },
  {
    files: ["src/kernel/random/crypto.ts"],
    rules: { "no-restricted-globals": "off" },
  },
  {
    files: ["test/**/*.ts", "examples/**/*.ts"],
    rules: { "@typescript-eslint/no-unsafe-assignment": "off" },
  },
  { files: ["**/*.js"], extends: [tseslint.configs.disableTypeChecked] },
  {
    files: ["examples/verifier/*.js"],
    languageOptions: {
      sourceType: "script",
      globals: Object.fromEntries(
        ["crypto", "document", "location", "navigator", "TextEncoder", "verifyDraw"].map((name) => [
          name,
          false,
        ]),
      ),
    },
    rules: { "no-redeclare": ["error", { builtinGlobals: false }] },
  },
  {
    files: ["examples/wheel/*.js"],
    languageOptions: {
      globals: Object.fromEntries(
        [
          ...["coverWithFoil", "document", "fetch", "location", "LuckyCanvas", "matchMedia"],
          ...["navigator", "requestAnimationFrame", "URLSearchParams"],
        ].map((name) => [name, false]),
      ),
    },
  },
  {
    files: ["bench/**/*.js"],
    languageOptions: {
      globals: { process: false, console: false, performance: false, URL: false },
    },
  },
);
