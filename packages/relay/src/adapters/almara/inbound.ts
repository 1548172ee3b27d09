/** The calls from Almara Pay to the relay. */
import type { InboundDeclaration } from "../provider-module.ts";

export const ALMARA_INBOUND: readonly InboundDeclaration[] = [
  {
    path: "/callbacks/almara/:attemptId",
    proof: "attempt_mac",
    summary: "Callbacks about checkout orders and express deposits",
  },
  {
    path: "/callbacks/almara/c2b",
    proof: "address_mac",
    word: "c2b",
    summary: "Notices of payments to the paybill number",
    registration: { title: "C2B IPN", needs: ["ALMARA_PAYBILL_SHORT_CODE"] },
  },
  {
    // https://docs.transalink.io/checkout-callback-request-34512112e0
    path: "/checkout/cart",
    proof: "none",
    summary: "The documented address of checkout callbacks, without a MAC",
  },
];
