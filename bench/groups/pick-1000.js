import { pickCandidates } from "../pick.js";

export const title = "Weighted pick of 1,000 prizes";
export const base = "walker-sample, alea";
export const candidates = pickCandidates(1_000);
