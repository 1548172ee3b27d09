/** Where the provider is asked to send its notices of paybill payments: one address per merchant. */
import type { Secrets } from "../../ports/tokens.ts";

/** What the MAC of that address is made over; no attempt has such an id. */
export const C2B = "c2b";

/** For the operator, who tells it to the provider. Whoever knows it can make orders paid. */
export function c2bAddress(
  publicUrl: string,
  secrets: Pick<Secrets, "callbackMac">,
): string {
  return `${publicUrl}/callbacks/almara/${C2B}?s=${secrets.callbackMac(C2B)}`;
}
