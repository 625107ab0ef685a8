/** Whether something is a count: a whole number of at least 0 that can be kept exactly. */
export function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
