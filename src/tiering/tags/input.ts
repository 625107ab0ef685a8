/** The tags of a shop as they enter, and as a settings page stores them. Plain JSON. */
export interface TagsInput {
  readonly id: string;
  readonly name?: string | undefined;
  /**
   * For how many days a tag that is over, expired or removed, is still known: to tell a double send, and to
   * answer for past instants. 1 to 3650; default 365.
   */
  readonly keepDays?: number | undefined;
  /** What members can be tagged with. 1 to 500. */
  readonly keys: readonly TagKeyInput[];
}

/** One thing that members are tagged with; a member has one effective value of it at a time. */
export interface TagKeyInput {
  readonly id: string;
  readonly name?: string | undefined;
  /** The values that it can have, at most 1,000. Default: any text of 1 to 200 characters. */
  readonly values?: readonly string[] | undefined;
}

/** Where a tag comes from, from the one that counts most: a person, a file, a rule. */
export type TagSource = (typeof TAG_SOURCES)[number];

/** The sources of tags, from the one that counts most. */
export const TAG_SOURCES = ["manual", "import", "rule"] as const;
