/** Whether something is text without halves of surrogate pairs, which UTF-8 cannot write. */
export function isWellFormed(value: unknown): value is string {
  return typeof value === "string" && !/\p{Cs}/u.test(value);
}

/** Whether something is well-formed text without control characters, which databases can keep too. */
export function isPlainText(value: unknown): value is string {
  return typeof value === "string" && !/[\p{Cc}\p{Cs}]/u.test(value);
}
