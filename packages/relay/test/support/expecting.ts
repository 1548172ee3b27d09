/** Rows for `it.each`: what is given, by name, and what is expected of all of them. */
export const expecting = <Given, Expected = object>(
  expected: Expected,
  given: Readonly<Record<string, Given>>,
): [what: string, given: Given, expected: Expected][] =>
  Object.entries(given).map(([what, each]) => [what, each, expected]);
