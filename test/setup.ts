import { fc } from "@fast-check/vitest";

/*
 * Property tests try the same values every time, so that a run can be trusted and repeated. To look
 * for new counterexamples set UPTIER_TEST_SEED to another number, or to "random".
 */
const seed = process.env["UPTIER_TEST_SEED"] ?? "20261121";
if (seed !== "random") fc.configureGlobal({ seed: Number(seed) });
