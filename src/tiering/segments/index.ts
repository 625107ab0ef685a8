export type { BarInput } from "./bar-input";
export { HIGH_LOW_CELLS, type HighLowCell } from "./cell";
export {
  type Candidate,
  type ChoiceGroup,
  type ChoiceReport,
  choose,
  DEFAULT_GROUP,
} from "./choice/choose";
export { type Choice, type ChoiceAxis, choiceJsonSchema, defineChoice } from "./choice/definition";
export type { ChoiceAxisInput, ChoiceInput, PersistenceInput } from "./choice/input";
export {
  CHOICE_STATUSES,
  type ChoiceReason,
  type ChoiceResult,
  type ChoiceStatus,
} from "./choice/reasons";
export { type ChoiceState, newChoiceState } from "./choice/state";
export {
  defineLookAlike,
  type LookAlike,
  type LookAlikeInput,
  lookAlikeJsonSchema,
} from "./look-alike/definition";
export {
  type LookAlikeFeature,
  type LookAlikeReason,
  type LookAlikeReport,
  type LookAlikeResult,
  scoreLookAlikes,
} from "./look-alike/score";
export {
  classifyMatrix,
  type MatrixReason,
  type MatrixReport,
  type MatrixResult,
} from "./matrix/classify";
export { defineMatrix, type Matrix, matrixJsonSchema, type MatrixPool } from "./matrix/definition";
export {
  MATRIX_PHASES,
  MATRIX_TAGS,
  MATRIX_WEIGHTS,
  type MatrixInput,
  type MatrixPhase,
  type MatrixPoolInput,
  type MatrixWeights,
} from "./matrix/input";
export type { Axis, AxisInput, Measure, MeasureInput, MeasureUnit, MeasureValue } from "./measure";
export type { SegmentMember } from "./members";
export {
  classifyQuadrant,
  type QuadrantMember,
  type QuadrantReason,
  type QuadrantReport,
  type QuadrantResult,
} from "./quadrant/classify";
export { defineQuadrant, type Quadrant, quadrantJsonSchema } from "./quadrant/definition";
export { QUADRANT_STRATEGIES, type QuadrantInput } from "./quadrant/input";
export { quantile } from "./quantile";
export { RFM_AXES, type RfmAxis } from "./rfm/axes";
export type { RfmCuts } from "./rfm/cuts";
export { defineRfm, type Rfm, type RfmBox, rfmJsonSchema, type RfmSegment } from "./rfm/definition";
export type { RfmBounds, RfmBoxInput, RfmInput, RfmScaleInput, RfmSegmentInput } from "./rfm/input";
export {
  type RfmFigures,
  rfmInputs,
  type RfmMember,
  type RfmOrder,
  type RfmRefund,
} from "./rfm/inputs";
export { lintRfm, type RfmFinding, type RfmLint } from "./rfm/lint";
export {
  type RfmReason,
  type RfmReport,
  type RfmResult,
  type RfmScores,
  scoreRfm,
} from "./rfm/score";
export { RFM_TABLES, rfmTable, type RfmTable } from "./rfm/tables";
export type { MeasuredMember } from "./values";
export type { RankedReason } from "./weighted";
