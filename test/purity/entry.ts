/* What runs in the bare context: the library, and the runner of the conformance cases. */
export * as uptier from "uptier";
export { checkFile, runCase } from "../conformance/run";
