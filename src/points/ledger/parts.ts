import type { Allocation, Debit, Lot, Reservation } from "../state";

/*
 * The parts of a ledger, to be changed in place: those of its state. Their instants are texts of one
 * form, that of `instantText`, which sort as instants do.
 */

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

type Taking<T> = Mutable<Omit<T, "allocations">> & { readonly allocations: OpenAllocation[] };

/** See `Lot`. */
export type OpenLot = Mutable<Lot>;

/** See `Allocation`. */
export type OpenAllocation = Mutable<Allocation>;

/** See `Debit`. */
export type OpenDebit = Taking<Debit>;

/** See `Reservation`. */
export type OpenReservation = Taking<Reservation>;
