/**
 * Durable decisions on PostgreSQL, real or embedded: entries are appended, states are kept beside
 * them, ids are idempotency keys, and whatever happens at once or is killed in the middle, the
 * entries prove the states.
 *
 * The packages `kysely` and, for the embedded database, `@electric-sql/pglite` are optional peers.
 *
 * @module
 */
export type { DatabaseOptions } from "./database";
export type { Kept, Sendable } from "./decide";
export { type PGliteLike, pglitePool } from "./pglite";
export { type DecisionStore, openStore, type Store, type StoreOptions } from "./store";
export type { StreamRecord } from "./streams";
export type { RecordFault, Replayable, StreamDifference, Verification } from "./verify";
