import {
  addCalendar,
  instantOfWallClock,
  instantText,
  seededRandom,
  uniformInteger,
} from "uptier/kernel";

const ORDERS = 600;
const MEMBERS = 240;
const ZONE = "Asia/Shanghai";

/**
 * A small order log, made from a seed: a shop's November, with a rush on the 11th (双十一). The same
 * text each time.
 */
export function sampleLog(): string {
  const random = seededRandom("uptier sample log");
  const start = instantOfWallClock(Date.UTC(2026, 10, 1), ZONE);
  const lines = Array.from({ length: ORDERS }, () => {
    const rush = uniformInteger(random, 4) === 0;
    const day = rush ? 10 : uniformInteger(random, 30);
    const second = 8 * 3600 + uniformInteger(random, 15 * 3600);
    const at = addCalendar(start, day, "day", ZONE) + second * 1000;
    // Low numbers buy more often: the smaller of two draws.
    const member = Math.min(uniformInteger(random, MEMBERS), uniformInteger(random, MEMBERS));
    const fen = 990 + uniformInteger(random, 20_000);
    const amount = `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, "0")}`;
    return { at, text: `m${String(member + 1).padStart(3, "0")},${instantText(at)},${amount}` };
  });
  lines.sort((a, b) => a.at - b.at);
  return ["member,at,amount", ...lines.map((line) => line.text), ""].join("\n");
}
