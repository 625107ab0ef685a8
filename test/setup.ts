import { fc } from "@fast-check/vitest";
import { runs } from "./runs";

/*
 * Property tests try the same values every time, so that a run can be trusted and repeated. To look
 * for new counterexamples set UPTIER_TEST_SEED to another number, or to "random".
 */
const seed = process.env["UPTIER_TEST_SEED"] ?? "20261121";
fc.configureGlobal({ ...runs(100), ...(seed === "random" ? {} : { seed: Number(seed) }) });
