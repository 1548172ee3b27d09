/** Whether two ids or references name one thing: providers repeat them in either letter case. */
export function isSameId(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
