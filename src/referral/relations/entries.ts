import type { Entry } from "../../kernel/decision";
import type { Binding } from "./state";

/** The entries of relations. */
export type RelationEntry = MemberBound | MemberUnbound | CodeCreated;

/** What every entry of relations says. */
export interface RelationEntryBase extends Entry {
  /** The id of the policy. */
  readonly policy: string;
  /** Of the policy. */
  readonly version: string;
  readonly member: string;
}

/** A member was bound. */
export interface MemberBound extends RelationEntryBase {
  readonly kind: "member-bound";
  /** The same as in the binding; the entry belongs to them too. */
  readonly referrer: string;
  /** To whom they were bound until now; null: to nobody. */
  readonly from: string | null;
  readonly binding: Binding;
  /** What somebody of the shop said of it; null: nobody moved the member by hand. */
  readonly reason: string | null;
}

/** A member was released. */
export interface MemberUnbound extends RelationEntryBase {
  readonly kind: "member-unbound";
  readonly from: string;
  readonly reason: string;
}

/** A member got a code. */
export interface CodeCreated extends RelationEntryBase {
  readonly kind: "code-created";
  readonly code: string;
}
