/** A policy as its recognizer reads and writes it. */

/** The JSON of a policy, or of a part of it, for people. */
export function written(rules: unknown): string {
  return JSON.stringify(rules, null, 2);
}
