/*
 * Holds docs/capabilities.md against the tests: a line that says "done" needs a test that bears its
 * id in its title, a line that says "missing" must have none, and every id in a title needs a line.
 */
import { readdirSync, readFileSync } from "node:fs";

const line = /^\| (?<id>[a-z]+-\d\d) \| (?<status>done|missing) \| .+\|.*\|$/;
const title = /\[(?<id>[a-z]+-\d\d)\]/g;

const problems: string[] = [];
const statuses = new Map<string, string>();
for (const text of readFileSync("docs/capabilities.md", "utf8").split("\n")) {
  const { id, status } = line.exec(text)?.groups ?? {};
  if (id === undefined || status === undefined) {
    const looksLikeALine = /^\|\s*[a-z]+-\d/.test(text);
    if (looksLikeALine) problems.push(`this line cannot be read: ${text}`);
  } else if (statuses.has(id)) problems.push(`${id} has two lines`);
  else statuses.set(id, status);
}

const tested = new Set(
  readdirSync("test", { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .flatMap((name) => [...readFileSync(`test/${name}`, "utf8").matchAll(title)])
    .map((match) => match.groups?.["id"] ?? ""),
);

for (const [id, status] of statuses) {
  if (status === "done" && !tested.has(id))
    problems.push(`${id} is done, but no test bears its id`);
  if (status === "missing" && tested.has(id)) problems.push(`${id} is missing, but has a test`);
}
for (const id of tested) {
  if (!statuses.has(id)) problems.push(`${id} is in a test's title, but has no line`);
}
for (const problem of problems) console.error(`docs/capabilities.md: ${problem}`);
if (statuses.size === 0) problems.push("docs/capabilities.md has no lines");
process.exitCode = problems.length === 0 ? 0 : 1;
