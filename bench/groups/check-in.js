/* A year of check-ins of one member: streaks, a cycle and milestones, as a report on all members needs. */
import { tz } from "@date-fns/tz";
import { differenceInCalendarDays } from "date-fns/differenceInCalendarDays";
import { getDay } from "date-fns/getDay";
import { isSameMonth } from "date-fns/isSameMonth";
import { startOfDay } from "date-fns/startOfDay";
import { localDay, seededRandom } from "../../dist/kernel.js";
import {
  applyCheckIn,
  checkIn,
  defineCheckIn,
  evaluateDays,
  newCheckInState,
  replayCheckIn,
} from "../../dist/points.js";

export const title = "A year of check-ins of one member";
export const base = "date-fns with @date-fns/tz, call by call";

const ZONE = "America/New_York";
const DAY = 86_400_000;
const MEMBERS = 200;

const coins = (points) => [{ type: "coin", points }];
const definition = defineCheckIn({
  id: "daily",
  zone: ZONE,
  cycle: { length: 7, rewards: [1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, reward: coins(day) })) },
  milestones: [
    { id: "month", kind: "month", n: 20, reward: coins(50) },
    { id: "month-of-days", kind: "every-streak", n: 30, reward: coins(100) },
    { id: "sunday", kind: "weekday", weekday: "sunday", reward: coins(2) },
    { id: "hundred", kind: "total", n: 100, reward: coins(500) },
  ],
});

/** Instants of check-ins: about six days of seven. */
const random = seededRandom("check-in");
const years = Array.from({ length: MEMBERS }, () =>
  Array.from(
    { length: 365 },
    (_, day) => Date.UTC(2026, 0, 1 + day, 12) + (random.nextUint32() % (DAY / 4)),
  ).filter(() => random.nextUint32() % 7 > 0),
);
const numbers = years.map((year) => year.map((at) => localDay(at, ZONE)));

const perMember = (operation) => (count) => {
  let sum = 0;
  for (let index = 0; index < count; index += 1) sum += operation(index % MEMBERS);
  return sum;
};

/** What is usually written: a few calls of a calendar library for each event. */
function straightforward(year) {
  const inZone = { in: tz(ZONE) };
  let [before, streak, total, inMonth, points] = [null, 0, 0, 0, 0];
  for (const at of year) {
    const day = startOfDay(at, inZone);
    const gap = before === null ? Infinity : differenceInCalendarDays(day, before, inZone);
    if (gap === 0) continue;
    streak = gap === 1 ? streak + 1 : 1;
    inMonth = before !== null && isSameMonth(day, before, inZone) ? inMonth + 1 : 1;
    total += 1;
    points += ((streak - 1) % 7) + 1;
    if (inMonth === 20) points += 50;
    if (streak % 30 === 0) points += 100;
    if (getDay(day, inZone) === 0) points += 2;
    if (total === 100) points += 500;
    before = day;
  }
  return points;
}

/** The verb for each event, as a shop that keeps entries does. */
function verbByVerb(year) {
  let state = newCheckInState();
  for (const at of year) {
    const command = { id: String(at), at: new Date(at), member: "m1" };
    const decision = checkIn(definition, state, command);
    for (const entry of decision.entries) state = applyCheckIn(definition, state, entry);
  }
  return state.total;
}

const entriesOf = (year) => {
  const entries = [];
  let state = newCheckInState();
  for (const at of year) {
    const command = { id: String(at), at: new Date(at), member: "m1" };
    for (const entry of checkIn(definition, state, command).entries) {
      entries.push(entry);
      state = applyCheckIn(definition, state, entry);
    }
  }
  return entries;
};

const pointsOf = ({ rewards }) => rewards[0].points;

for (let member = 0; member < MEMBERS; member += 1) {
  const [ours, theirs] = [
    pointsOf(evaluateDays(definition, numbers[member])),
    straightforward(years[member]),
  ];
  if (ours !== theirs) throw new Error(`member ${member}: ${ours} points here, ${theirs} there`);
}

export const candidates = {
  "uptier evaluateDays, from day numbers": () =>
    perMember((member) => pointsOf(evaluateDays(definition, numbers[member]))),
  "uptier localDay and evaluateDays, from instants": () =>
    perMember((member) =>
      pointsOf(
        evaluateDays(
          definition,
          years[member].map((at) => localDay(at, ZONE)),
        ),
      ),
    ),
  "uptier replayCheckIn, from entries": () => {
    const entries = years.slice(0, 20).map(entriesOf);
    return perMember((member) => replayCheckIn(definition, entries[member % 20]).members.m1.total);
  },
  "uptier checkIn and applyCheckIn": () => perMember((member) => verbByVerb(years[member])),
  "date-fns with @date-fns/tz, call by call": () =>
    perMember((member) => straightforward(years[member])),
};
