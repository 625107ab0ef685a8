import { checkCommand } from "../../src/kernel/command";
import type { Command, Decider, Entry, Reason, Stream } from "uptier/kernel";

/**
 * A decider that is as small as one can be and still does all that a store must carry: two streams
 * of the same kind in any order, several entries in one decision, refusals and errors.
 */
interface Transfer extends Command {
  readonly from: string;
  readonly to: string;
  readonly points: number;
  /** How many entries the transfer is booked in. */
  readonly parts?: number;
  readonly note?: unknown;
}

export interface Booked extends Entry {
  readonly account: string;
  readonly points: number;
  readonly note?: unknown;
}

export interface Account {
  readonly balance: number;
  readonly notes: readonly unknown[];
}

export const OPENING_BALANCE = 100;

export type Bank = Decider<Transfer, { left: number }, Booked, Reason, Reason>;

export function bank(name: string): Bank {
  const account = (id: string): Stream<Account, Booked> => ({
    key: `${name}/${id}`,
    initial: () => ({ balance: OPENING_BALANCE, notes: [] }),
    apply: (state, { points, note }) => ({
      balance: state.balance + points,
      notes: note === undefined ? state.notes : [...state.notes, note],
    }),
  });
  return {
    name,
    streams: (about) =>
      "account" in about ? [account(about.account)] : [account(about.from), account(about.to)],
    decide(read, command) {
      const at = new Date(checkCommand(command, ["from", "to"])).toISOString();
      if (command.points < 0) throw new RangeError("a transfer of less than nothing");
      const left = read(account(command.from)).balance - command.points;
      if (left < 0) {
        const refusal = { code: "short" };
        return { ok: false, refusal, why: [refusal] };
      }
      const parts = command.parts ?? 1;
      const entries = Array.from({ length: parts }, (_, part) => {
        const points = part === 0 ? command.points : 0;
        const booked = { kind: "booked", at, cause: command.id };
        const note = command.note === undefined ? {} : { note: command.note };
        return [
          {
            ...booked,
            id: `${command.id}/${2 * part + 1}`,
            account: command.from,
            points: -points,
          },
          { ...booked, id: `${command.id}/${2 * part + 2}`, account: command.to, points, ...note },
        ];
      }).flat();
      return { ok: true, value: { left }, entries, why: [{ code: "transferred" }] };
    },
  };
}

/** The stream of an account, for reading its state. */
export function accountOf(decider: Bank, id: string): Stream<Account, Booked> {
  const command = { id: "x", at: new Date(0), from: id, to: id, points: 0 };
  return decider.streams(command)[0] as Stream<Account, Booked>;
}

/** A bank that pays one point to each of many accounts in one decision, whatever the transfer says. */
export function payingBank(name: string, accounts: readonly string[]): Bank {
  const paying = bank(name);
  return {
    ...paying,
    streams: (about) =>
      "account" in about
        ? paying.streams(about)
        : accounts.flatMap((id) => paying.streams({ ...about, from: id, to: id })),
    decide(_, { id: cause }) {
      const at = new Date(0).toISOString();
      const entries = accounts.map((account) => ({
        id: `${cause}/${account}`,
        kind: "booked",
        at,
        cause,
        account,
        points: 1,
      }));
      return { ok: true, value: { left: 0 }, entries, why: [] };
    },
  };
}
