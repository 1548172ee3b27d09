const numbers = (version) => version.split(".").map(Number);

/** Compares as many parts as `floor` has: 24.15.1 is at least 24.15. */
const atLeast = (version, floor) => {
  const have = numbers(version);
  for (const [i, wanted] of numbers(floor).entries()) {
    if (have[i] !== wanted) return have[i] > wanted;
  }
  return true;
};

const within = (version, comparator) => {
  const parts = /^(\^|>=)(\d+(?:\.\d+){0,2})$/.exec(comparator);
  if (!parts) throw new Error(`Not a range we read: ${comparator}`);
  const [, operator, floor] = parts;
  const sameMajor = numbers(version)[0] === numbers(floor)[0];
  return atLeast(version, floor) && (operator === ">=" || sameMajor);
};

/**
 * Whether a Node version is in a range made of `^24.15` and `>=26`, joined by `||`.
 * Written out because it runs before any package is installed.
 */
export const satisfies = (version, range) =>
  range.split("||").some((comparator) => within(version, comparator.trim()));
