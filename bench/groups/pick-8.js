import { pickCandidates } from "../pick.js";

export const title = "Weighted pick of 8 prizes";
export const base = "walker-sample, alea";
export const candidates = pickCandidates(8);
