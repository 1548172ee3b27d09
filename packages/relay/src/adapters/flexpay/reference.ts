/** The provider's reference of a transfer: "TXN-16820000-AB1C2D3E". */
import { readReceipt } from "../provider-http/placeholder.ts";

/** Not a placeholder, and safe in a path: "." and ".." would lead to another call. */
export function isReference(text: string): boolean {
  return /^[\w.-]{1,128}$/.test(text) && readReceipt(text) !== null;
}
