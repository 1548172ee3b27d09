/** A transfer's reference at the provider: "TXN-16820000-AB1C2D3E". */

/** Fit for a path: neither "." nor "..", which would lead to another call. */
export function isReference(text: string): boolean {
  return /^[\w.-]{1,128}$/.test(text) && !/^\.{1,2}$/.test(text);
}

/** References come back in either case. */
export function sameReference(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
