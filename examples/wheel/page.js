/*
 * Shows what the server draws. The canvases of lucky-canvas stop where they are told to; which prize
 * it is, the server says, and never the place where something stopped.
 */

const texts = globalThis.wheelTexts;
let language = navigator.language.startsWith("zh") ? "zh" : "en";
let way = "wheel";
/** What the server says of the campaign. */
let page = null;
/** Of the draw that is on its way; null: none is. */
let card = null;
let isDrawing = false;
/** What stands below: a key of the texts, or the card that was won; null: nothing. */
let message = null;
let revealCard = null;

/* The canvases, and the prize that each gave when it stopped: for the test of this page. */
const stages = (globalThis.stages = {});
const stops = (globalThis.stops = []);

function byId(id) {
  return document.getElementById(id);
}

function filled(sentence, values) {
  return sentence.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
}

/** The name of a prize in the language of the page. */
function nameOf(prize, text) {
  return texts[language].prizes[prize] ?? text;
}

/** The server's wheel or grid with the names and the button in the language of the page. */
function translated({ prizes, buttons, ...rest }) {
  const named = (fonts, text) => fonts.map((font) => ({ ...font, text }));
  return {
    ...rest,
    prizes: prizes.map((field) => ({
      ...field,
      fonts: named(field.fonts, nameOf(field.prize, field.fonts[0].text)),
    })),
    buttons: buttons.map((button) => ({
      ...button,
      fonts: named(button.fonts, texts[language].start),
    })),
  };
}

/**
 * How fast things turn: short where the visitor wants no motion, and for tests. With a low speed and
 * little time to slow down, lucky-canvas finds no place to stop at and turns for ever.
 */
function pace(speed) {
  const short =
    new URLSearchParams(location.search).has("fast") ||
    matchMedia("(prefers-reduced-motion: reduce)").matches;
  return short
    ? { accelerationTime: 300, decelerationTime: 1000, speed: 3 * speed }
    : { accelerationTime: 1500, decelerationTime: 3000, speed };
}

function buildStages() {
  const size = Math.min(360, document.documentElement.clientWidth - 40);
  const common = { width: `${size}px`, height: `${size}px` };
  const fontSize = size < 320 ? "12px" : "14px";
  const defaultStyle = { fontSize, lineHeight: "18px", fontWeight: "600", lineClamp: 2 };
  const callbacks = (name) => ({
    start: () => void draw(name),
    end: (field) => stopped(name, field),
  });
  stages.wheel = new LuckyCanvas.LuckyWheel("#wheel", {
    ...common,
    ...translated(page.wheel),
    ...callbacks("wheel"),
    defaultConfig: pace(16),
    defaultStyle: { ...defaultStyle, lengthLimit: "80%" },
  });
  stages.grid = new LuckyCanvas.LuckyGrid("#grid", {
    ...common,
    ...translated(page.grid),
    ...callbacks("grid"),
    defaultConfig: { ...pace(24), gutter: 8 },
    defaultStyle: { ...defaultStyle, borderRadius: 12 },
    activeStyle: { background: "#ffffff", shadow: "" },
  });
}

async function ask(method, address, headers = {}) {
  const response = await fetch(address, { method, headers });
  return { status: response.status, body: await response.json() };
}

/** One draw on the wheel or the grid. */
async function draw(name) {
  if (isDrawing) return;
  begin();
  stages[name].play();
  const drawn = await drawOnServer();
  // lucky-canvas measures the time between frames first; told to stop sooner, it can hang.
  for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
  // A negative place ends the spin without a result; no place at all would make one up.
  stages[name].stop(drawn === null ? -1 : drawn.stopAt);
}

/** A new scratch card. */
async function newCard() {
  if (isDrawing) return;
  begin();
  const drawn = await drawOnServer();
  if (drawn === null) return end(message);
  byId("prize").textContent = nameOf(card.prize, card.text);
  byId("prize").dataset.prize = card.prize;
  byId("foil-buttons").hidden = false;
  message = "scratch";
  show();
  revealCard = coverWithFoil(byId("foil"), texts[language].foil, () => {
    revealCard = null;
    stopped("card", { prize: byId("prize").dataset.prize });
  });
}

/** Asks for a draw; null: there is none, and the message says why. */
async function drawOnServer() {
  try {
    const { status, body } = await ask("POST", "draws", { "if-match": page.version });
    if (status === 200) {
      card = body.card;
      return body;
    }
    if (body.reload) location.reload();
    message = body.refusal in texts[language].refusals ? body.refusal : "other";
  } catch {
    message = "failed";
  }
  return null;
}

function stopped(name, field) {
  stops.push({ name, prize: field.prize ?? null, draw: card?.draw ?? null });
  end(card ?? message);
}

function begin() {
  isDrawing = true;
  card = null;
  message = "waiting";
  show();
}

function end(outcome) {
  isDrawing = false;
  message = outcome;
  byId("foil-buttons").hidden = true;
  show();
  void refresh();
}

/** The chances can be others after a draw; what is no longer sure is not shown. */
async function refresh() {
  try {
    page = (await ask("GET", "campaign")).body;
    showOdds();
  } catch {
    byId("odds").replaceChildren();
  }
}

function show() {
  const words = texts[language];
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  document.title = words.title;
  for (const labelled of document.querySelectorAll("[data-text]")) {
    labelled.textContent = filled(words[labelled.dataset.text], page);
  }
  for (const button of document.querySelectorAll("#languages button")) {
    button.setAttribute("aria-pressed", String(button.value === language));
  }
  for (const button of document.querySelectorAll("#ways button")) {
    button.textContent = words.ways[button.value];
    button.setAttribute("aria-pressed", String(button.value === way));
    button.disabled = isDrawing;
  }
  for (const stage of document.querySelectorAll(".stage"))
    stage.hidden = stage.id !== `${way}-stage`;
  byId("start").textContent = way === "card" ? words.newCard : words.start;
  byId("start").disabled = isDrawing;
  byId("message").textContent = messageText();
  byId("message").className = card !== null && !isDrawing && card.kind !== "nothing" ? "won" : "";
}

function messageText() {
  const words = texts[language];
  if (message === null) return "";
  if (typeof message === "string") return words[message] ?? words.refusals[message];
  const prize = nameOf(message.prize, message.text);
  return message.kind === "nothing" ? words.nothing : filled(words.won, { prize });
}

function showOdds() {
  const cell = (tag, text) => Object.assign(document.createElement(tag), { textContent: text });
  const row = (tag, cells) => {
    const made = document.createElement("tr");
    made.append(...cells.map((text) => cell(tag, text)));
    return made;
  };
  byId("odds-head").replaceChildren(row("th", texts[language].columns));
  byId("odds").replaceChildren(
    ...page.odds.map(({ prize, name, kind, quantity, percent, now }) =>
      row("td", [
        nameOf(prize, name),
        quantity ?? (kind === "nothing" ? "" : texts[language].unlimited),
        `${percent}%`,
        chanceText(now),
      ]),
    ),
  );
}

/** A fraction as a percentage where that is exact, else as it is. */
function chanceText({ num, den }) {
  const hundredths = (num * 10_000) / den;
  return Number.isInteger(hundredths) ? `${hundredths / 100}%` : `${num}/${den}`;
}

byId("languages").addEventListener("click", ({ target }) => {
  if (!(target.value in texts) || isDrawing) return;
  language = target.value;
  Object.assign(stages.wheel, translated(page.wheel));
  Object.assign(stages.grid, translated(page.grid));
  if (byId("foil").hidden) byId("prize").textContent = "?";
  show();
  showOdds();
});
byId("ways").addEventListener("click", ({ target }) => {
  if (!(target.value in texts[language].ways) || isDrawing) return;
  way = target.value;
  message = null;
  card = null;
  show();
});
byId("start").addEventListener("click", () => void (way === "card" ? newCard() : draw(way)));
byId("reveal").addEventListener("click", () => revealCard?.());

page = (await ask("GET", "campaign")).body;
buildStages();
show();
showOdds();
document.body.dataset.ready = "yes";
