/* Shows on the page what verify.js finds; it decides nothing itself. */

const texts = globalThis.verifierTexts;
let language = navigator.language.startsWith("zh") ? "zh" : "en";
/** What was found last, and about which draw; null before the first check. */
let shown = null;

function field(id) {
  return document.getElementById(id);
}

/** A sentence with its values put in. */
function filled(sentence, values = {}) {
  return sentence.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
}

function element(tag, content, className = "") {
  const made = document.createElement(tag);
  made.className = className;
  made.append(...[content].flat());
  return made;
}

function showTexts() {
  const words = texts[language];
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  document.title = words.title;
  for (const labelled of document.querySelectorAll("[data-text]")) {
    labelled.textContent = words[labelled.dataset.text];
  }
  for (const button of document.querySelectorAll("#languages button")) {
    button.setAttribute("aria-pressed", String(button.value === language));
  }
  if (shown !== null) showResult();
}

function showResult() {
  const { verdict, reason, steps, about } = shown;
  const words = texts[language];
  const why = filled(words.reasons[reason], { field: words[about] });
  field("verdict").className = verdict;
  field("verdict").textContent = filled(words.verdicts[verdict], { reason: why });
  field("steps").replaceChildren(...steps.map((step, index) => stepItem(step, index, steps)));
}

function stepItem(step, index, steps) {
  const words = texts[language];
  const [title, sentence] = words.steps[step.name];
  const mark = element("span", step.ok ? `✓ ${words.passed}` : `✗ ${words.failed}`);
  mark.className = step.ok ? "yes" : "no";
  const head = element("h2", [`${index + 1}. ${title} — `, mark]);
  const explained = step.name !== "record" || step.ok;
  const usable = step.name !== "table" || step.ranges.length > 0;
  if (!explained || !usable) return element("li", head);
  const tries = steps.find(({ name }) => name === "numbers")?.tries ?? [];
  const values = { ...step, ...step.range, value: tries.at(-1)?.value };
  return element("li", [head, element("p", filled(sentence, values)), ...detailsOf(step, steps)]);
}

/** The numbers behind a step. */
function detailsOf(step, steps) {
  const words = texts[language];
  const code = (label, text) => element("p", [label + words.colon, element("code", text)]);
  switch (step.name) {
    case "commitment":
      return [
        code(words.computed, step.hash),
        ...step.promised.map((text, at) => code(words.promised[at], text)),
      ];
    case "numbers":
      return [
        ...step.blocks.map(({ message, digest }) => code(`“${message}”`, digest)),
        ...step.tries.map(({ value, kept }) =>
          code(kept ? words.kept : words.rejected, `${value} (0x${value.toString(16)})`),
        ),
      ];
    case "table":
      return [rangesTable(step.ranges, steps.find(({ name }) => name === "prize")?.range.id)];
    case "published": {
      const same = element("p", step.isPublished ? words.samePublished : words.otherPublished);
      const rules = step.rules.map((rule) =>
        element("li", filled(words.rules[rule.code] ?? "{code}", rule)),
      );
      return rules.length === 0 ? [same] : [same, element("ul", rules)];
    }
    default:
      return [];
  }
}

function rangesTable(ranges, hit) {
  const row = (tag, cells) => cells.map((cell) => element(tag, String(cell)));
  const table = element("table", [
    element("thead", element("tr", row("th", texts[language].columns))),
    element(
      "tbody",
      ranges.map(({ id, weight, from, to }) =>
        element("tr", row("td", [id, weight, from, to]), id === hit ? "hit" : ""),
      ),
    ),
  ]);
  return element("div", table, "scroll");
}

/** Checks what is in the form. */
async function check() {
  const parsed = {};
  for (const about of ["record", "prizes"]) {
    try {
      parsed[about] = JSON.parse(field(about).value);
    } catch {
      shown = { verdict: "cannot-tell", reason: "not-json", steps: [], about };
      return showResult();
    }
  }
  if (globalThis.crypto?.subtle === undefined) {
    shown = { verdict: "cannot-tell", reason: "no-crypto", steps: [] };
    return showResult();
  }
  shown = await verifyDraw({
    ...parsed,
    serverSeed: field("server-seed").value.trim(),
    commitment: field("commitment").value.trim().toLowerCase(),
  });
  return showResult();
}

function showExample() {
  const { record, prizes, serverSeed } = globalThis.verifierExample;
  field("record").value = JSON.stringify(record, null, 2);
  field("prizes").value =
    `[\n${prizes.map((prize) => `  ${JSON.stringify(prize)}`).join(",\n")}\n]`;
  field("server-seed").value = serverSeed;
  field("commitment").value = record.random.commitment;
  return check();
}

field("languages").addEventListener("click", ({ target }) => {
  if (!(target.value in texts)) return;
  language = target.value;
  showTexts();
});
field("form").addEventListener("submit", (event) => {
  event.preventDefault();
  void check();
});
field("show-example").addEventListener("click", () => void showExample());
showTexts();
if (location.hash === "#example") void showExample();
