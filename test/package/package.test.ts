import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const run = promisify(execFile);

/*
 * What is published is what is tested: the packed file, installed beside its dependencies, loaded
 * from ES modules and from CommonJS.
 */
const program = `
  const campaign = lottery.defineCampaign({
    id: "always-wins",
    currency: "CNY",
    zone: "Asia/Shanghai",
    prizes: [{ id: "tea", kind: "goods", chance: "100%", cost: "3.20" }],
  });
  const draws = lottery.campaignDeciders(campaign).draw;
  const database = await store.openStore({ random: kernel.seededRandom("x") });
  await database.migrate();
  const decision = await database.decide(draws, { id: "d1", member: "m1" });
  const verification = await database.verify(draws);
  let thrown;
  try {
    lottery.defineCampaign({});
  } catch (error) {
    thrown = error;
  }
  const conflict = await database.decide(draws, { id: "d1", member: "m2" }).catch((error) => error);
  await database.close();
  console.log(JSON.stringify({
    prize: decision.value.prize,
    verified: verification.ok,
    sameClass: [thrown, conflict].map((error) => error instanceof kernel.UptierError),
    namespaces: Object.keys(uptier).sort(),
    sameModule: uptier.lottery.draw === lottery.draw && uptier.kernel.allocate === kernel.allocate,
  }));
`;

const expected = {
  prize: "tea",
  verified: true,
  sameClass: [true, true],
  namespaces: ["kernel", "lottery", "points", "referral", "tiering"],
  sameModule: true,
};

describe("the packed package", () => {
  let folder: string;
  let installed: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "uptier-package-"));
    const packing = join(folder, "packing");
    await mkdir(packing);
    for (const part of ["package.json", "README.md", "LICENSE", "CHANGELOG.md", "docs", "test"]) {
      await cp(part, join(packing, part), { recursive: true });
    }
    await run("npx", ["tsup", "--out-dir", join(packing, "dist")]);
    await run("npm", ["pack", "--ignore-scripts", "--pack-destination", folder], { cwd: packing });
    const tarball = (await readdir(folder)).find((name) => name.endsWith(".tgz"))!;

    const modules = join(folder, "node_modules");
    installed = join(modules, "uptier");
    await mkdir(installed, { recursive: true });
    await run("tar", ["xzf", join(folder, tarball), "-C", installed, "--strip-components=1"]);
    for (const name of await readdir("node_modules")) {
      if (!name.startsWith(".")) await symlink(resolve("node_modules", name), join(modules, name));
    }
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  async function output(file: string, code: string): Promise<unknown> {
    const path = join(folder, file);
    await writeFile(path, code);
    const { stdout, stderr } = await run(process.execPath, [path]);
    expect(stderr).toBe("");
    return JSON.parse(stdout);
  }

  it("works from ES modules [kernel-06]", async () => {
    const imports = `
      import * as uptier from "uptier";
      import * as kernel from "uptier/kernel";
      import * as lottery from "uptier/lottery";
      import * as store from "uptier/store";
    `;
    expect(await output("program.mjs", imports + program)).toEqual(expected);
  });

  it("works from CommonJS [kernel-06]", async () => {
    const requires = `
      const uptier = require("uptier");
      const kernel = require("uptier/kernel");
      const lottery = require("uptier/lottery");
      const store = require("uptier/store");
    `;
    const code = `${requires}(async () => {${program}})();`;
    expect(await output("program.cjs", code)).toEqual(expected);
  });

  it("loads no database where none is asked for [kernel-06]", async () => {
    const code = `
      require("uptier/lottery");
      const loaded = Object.keys(require.cache);
      console.log(JSON.stringify(loaded.filter((path) => /kysely|pglite|node_modules.pg/.test(path))));
    `;
    expect(await output("light.cjs", code)).toEqual([]);
  });

  it("holds the build, the conformance cases and the licence, and no sources [kernel-06]", async () => {
    const files = await readdir(installed, { recursive: true });
    for (const name of ["LICENSE", "README.md", "CHANGELOG.md", "test/conformance/money.json"]) {
      expect(files).toContain(name);
    }
    expect(files).toContain("docs/conformance.md");
    expect(files.filter((name) => name.startsWith("src") || name.endsWith(".test.ts"))).toEqual([]);
  });
});
