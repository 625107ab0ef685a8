/** Whether something is a list; unlike Array.isArray it does not make it one of `any`. */
export function isList(value: unknown): boolean {
  return Array.isArray(value);
}
