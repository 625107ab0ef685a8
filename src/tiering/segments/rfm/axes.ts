/** The three axes in the order in which a code such as 543 names them. */
export const RFM_AXES = ["recency", "frequency", "monetary"] as const;

/** One of the three axes. */
export type RfmAxis = (typeof RFM_AXES)[number];

/** The id of the segment of the rest, where a definition does not name it. */
export const DEFAULT_OTHERS = "others";
