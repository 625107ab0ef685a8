/** An answer of three: unknown where a fact is missing that would decide it. */
export type Ternary = "yes" | "no" | "unknown";

/*
 * The strong logic of three values (S. C. Kleene, "Introduction to Metamathematics", 1952, section 64):
 * an answer is yes or no exactly where every way to fill in the unknown ones gives the same.
 */

/**
 * At least `count` of the answers are yes. With a count of all of them this is "and", with a count of 1
 * it is "or".
 */
export function atLeast(count: number, answers: readonly Ternary[]): Ternary {
  let [yes, open] = [0, 0];
  for (const answer of answers) {
    if (answer === "yes") yes += 1;
    else if (answer === "unknown") open += 1;
  }
  if (yes >= count) return "yes";
  return yes + open >= count ? "unknown" : "no";
}

/** The opposite; of unknown, unknown. */
export function not(answer: Ternary): Ternary {
  if (answer === "unknown") return "unknown";
  return answer === "yes" ? "no" : "yes";
}
