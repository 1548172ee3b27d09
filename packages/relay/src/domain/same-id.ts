/** Compares ids or references without case: providers repeat them in either case. */
export function isSameId(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
