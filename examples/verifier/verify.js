/*
 * Checks a published prize draw, step by step, with nothing but the browser's own SHA-256 and HMAC.
 *
 * Read it from top to bottom: it is short on purpose, so that you need not trust whoever gave you
 * this page. It sends nothing anywhere and loads nothing. It is an ordinary script, not a module,
 * because browsers load no modules from a file on your disk.
 */

/** A source of numbers of 32 bits has this many different ones; two numbers give 53 bits. */
const TWO_TO_32 = 2 ** 32;
const TWO_TO_53 = 2 ** 53;

/**
 * Checks one draw.
 *
 * @param record - the published entry of the draw (`kind: "prize-drawn"`)
 * @param prizes - the published prizes in their order: `[{ id, weight }, ...]`, or
 * `{ id: weight, ... }`, or the whole campaign
 * @param serverSeed - the secret of the shop, revealed after the draw
 * @param commitment - what the shop published before the draw, if you have it ("" if not)
 * @returns `{ verdict, reason, steps }`; the verdict is "yes" (the draw is as it must be),
 * "yes-under-rules" (so it is, on weights that are not the published ones, for reasons that the
 * record names), "no" (it is not) or "cannot-tell" (something here is not what this page can check).
 * The reason is that of the last step. It stops at the first step that fails.
 */
async function verifyDraw({ record, prizes, serverSeed, commitment = "" }) {
  const steps = [];
  const end = (verdict, reason) => ({ verdict, reason, steps });

  // 1. Is this a draw of the kind that can be checked with a revealed seed?
  const unknown = whyNotCheckable(record);
  steps.push({ name: "record", ok: unknown === null });
  if (unknown !== null) return end("cannot-tell", unknown);
  const { clientSeed, nonce } = record.random;

  // 2. Is the revealed seed the one that the shop was bound to before the draw?
  const hash = await sha256(serverSeed);
  const promised = [record.random.commitment, ...(commitment === "" ? [] : [commitment])];
  const isBound = promised.every((text) => text === hash);
  steps.push({ name: "commitment", ok: isBound, hash, promised });
  if (!isBound) return end("no", "commitment-differs");

  // 3. Which rolls stood for which prize? The record has the weights that were drawn from.
  const list = listOf(prizes);
  const isUsable = list !== null && list.length === record.weights.length;
  const ranges = isUsable ? rangesOf(list, record.weights) : [];
  const total = record.weights.reduce((sum, weight) => sum + weight, 0);
  const holds = isUsable && agreesWithItself(record, list, ranges, total);
  steps.push({ name: "table", ok: holds, ranges, total, stated: record.weightTotal });
  if (!isUsable) return end("cannot-tell", "prizes-unusable");
  if (!holds) return end("no", "record-contradicts-itself");

  // 4. Are they the published weights? They are not, where a rule of the campaign shaped the table.
  const rules = rulesIn(record, prizes);
  const isPublished = list.every(({ weight }, at) => weight === record.weights[at]);
  const isExplained = isPublished || rules.length > 0;
  steps.push({ name: "published", ok: isExplained, isPublished, rules });
  if (!isExplained) return end("no", "weights-differ");

  // 5. Which number comes out of the two seeds?
  const { blocks, tries, limit, roll } = await rollOf({ serverSeed, clientSeed, nonce }, total);
  steps.push({ name: "numbers", ok: true, blocks, tries, limit });

  // 6. Is it the roll that the shop recorded?
  steps.push({ name: "roll", ok: roll === record.roll, roll, total, stated: record.roll });
  if (roll !== record.roll) return end("no", "roll-differs");

  // 7. Is the prize the one whose range has the roll?
  const range = ranges.find(({ from, to }) => from <= roll && roll <= to);
  steps.push({ name: "prize", ok: range.id === record.prize, range, roll, stated: record.prize });
  if (range.id !== record.prize) return end("no", "prize-differs");
  return isPublished ? end("yes", "is-right") : end("yes-under-rules", "rules-changed-weights");
}

/** A reason why this page cannot check a record; null: it can. */
function whyNotCheckable(record) {
  if (typeof record !== "object" || record === null || record.kind !== "prize-drawn") {
    return "not-a-draw";
  }
  const { random, sampler } = record;
  if (random?.kind !== "keyed") return "not-keyed";
  if (random.scheme !== "hmac-sha256/1" || sampler !== "ranges/1") return "unknown-method";
  const complete =
    typeof random.commitment === "string" &&
    typeof random.clientSeed === "string" &&
    Number.isSafeInteger(random.nonce) &&
    Number.isSafeInteger(record.roll) &&
    Array.isArray(record.weights) &&
    record.weights.every(isWeight) &&
    isListOfObjects(record.closed) &&
    isListOfObjects(record.pity);
  return complete ? null : "not-a-draw";
}

function isListOfObjects(list) {
  return Array.isArray(list) && list.every((item) => typeof item === "object" && item !== null);
}

function isWeight(weight) {
  return Number.isSafeInteger(weight) && weight >= 0;
}

/**
 * The rolls of each prize: from 0, one after another in the order of the prizes, as many as the
 * prize has weight.
 */
function rangesOf(list, weights) {
  let next = 0;
  return list.flatMap(({ id }, at) => {
    const from = next;
    next += weights[at];
    return weights[at] === 0 ? [] : [{ id, weight: weights[at], from, to: next - 1 }];
  });
}

/** The sum and the weight of the prize are those of the table, and what was closed had no weight. */
function agreesWithItself(record, list, ranges, total) {
  const weightOf = (id) => ranges.find((range) => range.id === id)?.weight ?? 0;
  const isKnown = (id) => list.some((prize) => prize.id === id);
  return (
    Number.isSafeInteger(total) &&
    total > 0 &&
    total === record.weightTotal &&
    weightOf(record.prize) === record.weight &&
    record.closed.every(({ prize }) => isKnown(prize) && weightOf(prize) === 0)
  );
}

/** What the record names that makes its weights others than the published ones. */
function rulesIn(record, prizes) {
  const mode = (record.moment ?? null) === null ? prizes?.pacing?.mode : "moments";
  return [
    ...record.closed.map(({ code, prize }) => ({ code, prize })),
    ...(typeof record.pool === "string" ? [{ code: "pool", pool: record.pool }] : []),
    ...record.pity.map(({ misses }) => ({ code: "pity", misses })),
    ...(mode === "deck" || mode === "moments" ? [{ code: mode }] : []),
  ];
}

/** The prizes as a list; null: not usable. */
function listOf(prizes) {
  if (typeof prizes !== "object" || prizes === null) return null;
  if (Array.isArray(prizes.prizes)) return listOf(prizes.prizes); // a whole campaign
  const list = Array.isArray(prizes)
    ? prizes
    : Object.entries(prizes).map(([id, weight]) => ({ id, weight }));
  // JavaScript moves keys such as "101" to the front: prizes with such names must be a list.
  if (!Array.isArray(prizes) && list.some(({ id }) => /^\d+$/.test(id))) return null;
  const usable = list.every((prize) => typeof prize?.id === "string" && isWeight(prize.weight));
  return usable && new Set(list.map(({ id }) => id)).size === list.length ? list : null;
}

/**
 * The roll of a draw, from 0 to `total - 1`. Numbers at the very end of what the source can give
 * are thrown away, because they would favour the first prizes; of the first one that is kept, the
 * rest of the division by `total` is the roll.
 */
async function rollOf({ serverSeed, clientSeed, nonce }, total) {
  const values = total <= TWO_TO_32 ? TWO_TO_32 : TWO_TO_53;
  const limit = values - (values % total);
  const blocks = [];
  const tries = [];
  for (let cursor = 0; ; cursor += 1) {
    const message = `${clientSeed}:${nonce}:${cursor}`;
    const digest = await hmacSha256(serverSeed, message);
    const numbers = uint32sOf(digest);
    blocks.push({ message, digest, numbers });
    for (const value of values === TWO_TO_32 ? numbers : pairsOf(numbers)) {
      tries.push({ value, kept: value < limit });
      if (value < limit) return { blocks, tries, limit, roll: value % total };
    }
  }
}

/** Eight numbers of 32 bits out of 64 hexadecimal digits, eight digits each. */
function uint32sOf(digest) {
  return digest.match(/.{8}/g).map((digits) => Number.parseInt(digits, 16));
}

/** Two numbers of 32 bits as one of 53: 21 bits of the first, all of the second. */
function pairsOf(numbers) {
  return [0, 2, 4, 6].map((at) => (numbers[at] >>> 11) * TWO_TO_32 + numbers[at + 1]);
}

/** SHA-256 of a text in UTF-8, as 64 hexadecimal digits. */
async function sha256(text) {
  return hexadecimal(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
}

/** HMAC-SHA-256 of a text under a key that is a text too, as 64 hexadecimal digits. */
async function hmacSha256(key, message) {
  const encoder = new TextEncoder();
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const imported = await crypto.subtle.importKey("raw", encoder.encode(key), algorithm, false, [
    "sign",
  ]);
  return hexadecimal(await crypto.subtle.sign("HMAC", imported, encoder.encode(message)));
}

function hexadecimal(buffer) {
  return Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

globalThis.verifyDraw = verifyDraw;
