/** Whether something is text without halves of surrogate pairs, which UTF-8 cannot write. */
export function isWellFormed(value: unknown): value is string {
  return typeof value === "string" && !/\p{Cs}/u.test(value);
}

/**
 * Whether something is well-formed text without control characters, which databases can keep too.
 * Looks at the codes first: every command of every module passes here, and the pattern is slow.
 */
export function isPlainText(value: unknown): value is string {
  if (typeof value !== "string") return false;
  for (let index = 0; index < value.length; index += 1) {
    const code = value.charCodeAt(index);
    if (code >= 0x20 && code < 0x7f) continue;
    if (code < 0xa0) return false;
    if (code >= 0xd800 && code < 0xe000) return !/[\p{Cc}\p{Cs}]/u.test(value);
  }
  return true;
}
