import { UptierError } from "../kernel/errors";

/** What the database says where tables are not as the library makes them (SQLSTATE). */
const UNDEFINED_TABLE = "42P01";
const UNDEFINED_COLUMN = "42703";
const UNIQUE_VIOLATION = "23505";

/** Our words for what the database says of our own tables; other errors are passed on. */
function explained(error: unknown): unknown {
  if (!(error instanceof Error) || !("code" in error)) return error;
  const { code, message } = error;
  if ((code === UNDEFINED_TABLE || code === UNDEFINED_COLUMN) && message.includes("uptier_")) {
    return new UptierError("not-migrated", `call store.migrate() first: ${message}`);
  }
  if (code === UNIQUE_VIOLATION && message.includes("uptier_")) return recordsDamaged(message);
  return error;
}

/** The error for records that contradict one another. */
export function recordsDamaged(what: string): UptierError {
  return new UptierError(
    "records-damaged",
    `${what}; rows were changed or deleted: store.verify(decider) names what is at fault, restore it`,
  );
}

/** Runs something on the database, with errors in our words. */
export async function explaining<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    throw explained(error);
  }
}

/** Reads something from the database, with errors in our words. */
export async function* explainingAll<T>(rows: AsyncIterable<T>): AsyncGenerator<T> {
  try {
    yield* rows;
  } catch (error) {
    throw explained(error);
  }
}
