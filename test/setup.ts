import fc from "fast-check";
import { runs } from "./runs";

/*
 * Property tests try the same values every time, so that a run can be trusted and repeated. To look
 * for new counterexamples set UPTIER_TEST_SEED to another number, or to "random".
 *
 * Every test file comes by here: `@fast-check/vitest` itself takes seconds to load.
 */
const seed = process.env["UPTIER_TEST_SEED"] ?? "20261121";
fc.configureGlobal({ ...runs(100), ...(seed === "random" ? {} : { seed: Number(seed) }) });
