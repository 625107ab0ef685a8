/** Community groups as they enter, and as a settings page stores them. Plain JSON. */
export interface GroupsInput {
  readonly id: string;
  readonly name?: string | undefined;
  /** What groups are for; a member is in at most one group of each bucket. 1 to 50. */
  readonly buckets: readonly GroupBucketInput[];
  /** In the order in which they are filled. 1 to 1,000. */
  readonly groups: readonly GroupInput[];
}

/** What groups are for: `traffic`, `flash`, `vip`, `region`, `recruitment`. */
export interface GroupBucketInput {
  readonly id: string;
  readonly name?: string | undefined;
  /** `flash`: each of its groups has an end, and is archived then. Default `standing`. */
  readonly kind?: GroupBucketKind | undefined;
}

/** Whether the groups of a bucket stay or end. */
export type GroupBucketKind = "standing" | "flash";

/** One group. */
export interface GroupInput {
  readonly id: string;
  readonly name?: string | undefined;
  readonly bucket: string;
  /** The layer or tier that it is for. Default: all. */
  readonly layer?: string | undefined;
  /** The channel whose members it takes. Default: those for whom no group of their channel has room. */
  readonly channel?: string | undefined;
  /** The most members, 1 to 100,000. */
  readonly capacity: number;
  /** The first instant at which it is over: of groups of a `flash` bucket, and there required. */
  readonly endsAt?: string | undefined;
}
