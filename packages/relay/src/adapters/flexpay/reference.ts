/** A transfer's reference at the provider: "TXN-16820000-AB1C2D3E". */
import { readReceipt } from "../provider-http/placeholder.ts";

/** No placeholder of one, and fit for a path: neither "." nor "..", which would lead to another call. */
export function isReference(text: string): boolean {
  return /^[\w.-]{1,128}$/.test(text) && readReceipt(text) !== null;
}
