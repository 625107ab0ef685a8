/**
 * Scores and segments of members: RFM, quadrants of value and frequency, the choice of KOC and KOL, the
 * matrix of consumption and interaction, and look-alikes of a seed group.
 *
 * Definitions are plain JSON, and every function is data in, data out. Scores are exact fractions, and
 * every result says why.
 *
 * @module
 */
export type { BarInput } from "./segments/bar-input";
export { HIGH_LOW_CELLS, type HighLowCell } from "./segments/cell";
export {
  type Candidate,
  type ChoiceGroup,
  type ChoiceReport,
  choose,
  DEFAULT_GROUP,
} from "./segments/choice/choose";
export {
  type Choice,
  type ChoiceAxis,
  choiceJsonSchema,
  defineChoice,
} from "./segments/choice/definition";
export type { ChoiceAxisInput, ChoiceInput, PersistenceInput } from "./segments/choice/input";
export {
  CHOICE_STATUSES,
  type ChoiceReason,
  type ChoiceResult,
  type ChoiceStatus,
} from "./segments/choice/reasons";
export { type ChoiceState, newChoiceState } from "./segments/choice/state";
export {
  defineLookAlike,
  type LookAlike,
  type LookAlikeInput,
  lookAlikeJsonSchema,
} from "./segments/look-alike/definition";
export {
  type LookAlikeFeature,
  type LookAlikeReason,
  type LookAlikeReport,
  type LookAlikeResult,
  scoreLookAlikes,
} from "./segments/look-alike/score";
export {
  classifyMatrix,
  type MatrixReason,
  type MatrixReport,
  type MatrixResult,
} from "./segments/matrix/classify";
export {
  defineMatrix,
  type Matrix,
  matrixJsonSchema,
  type MatrixPool,
} from "./segments/matrix/definition";
export {
  MATRIX_PHASES,
  MATRIX_TAGS,
  MATRIX_WEIGHTS,
  type MatrixInput,
  type MatrixPhase,
  type MatrixPoolInput,
  type MatrixWeights,
} from "./segments/matrix/input";
export type {
  Axis,
  AxisInput,
  Measure,
  MeasureInput,
  MeasureUnit,
  MeasureValue,
} from "./segments/measure";
export type { SegmentMember } from "./segments/members";
export {
  classifyQuadrant,
  type QuadrantMember,
  type QuadrantReason,
  type QuadrantReport,
  type QuadrantResult,
} from "./segments/quadrant/classify";
export { defineQuadrant, type Quadrant, quadrantJsonSchema } from "./segments/quadrant/definition";
export { QUADRANT_STRATEGIES, type QuadrantInput } from "./segments/quadrant/input";
export { quantile } from "./segments/quantile";
export { RFM_AXES, type RfmAxis } from "./segments/rfm/axes";
export type { RfmCuts } from "./segments/rfm/cuts";
export {
  defineRfm,
  type Rfm,
  type RfmBox,
  rfmJsonSchema,
  type RfmSegment,
} from "./segments/rfm/definition";
export type {
  RfmBounds,
  RfmBoxInput,
  RfmInput,
  RfmScaleInput,
  RfmSegmentInput,
} from "./segments/rfm/input";
export {
  type RfmFigures,
  rfmInputs,
  type RfmMember,
  type RfmOrder,
  type RfmRefund,
} from "./segments/rfm/inputs";
export { lintRfm, type RfmFinding, type RfmLint } from "./segments/rfm/lint";
export {
  type RfmReason,
  type RfmReport,
  type RfmResult,
  type RfmScores,
  scoreRfm,
} from "./segments/rfm/score";
export { RFM_TABLES, rfmTable, type RfmTable } from "./segments/rfm/tables";
export type { MeasuredMember } from "./segments/values";
export type { RankedReason } from "./segments/weighted";
