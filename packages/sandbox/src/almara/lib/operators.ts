/** The mobile money operators whose customers the phone stands for. */

export const OPERATORS = {
  mpesa: { name: "M-PESA", initial: "M" },
  airtel: { name: "Airtel Money", initial: "A" },
} as const;

export type Operator = keyof typeof OPERATORS;

/** Airtel Kenya in the public list of network codes; Safaricom is 63902. */
const AIRTEL_NETWORK = "63903";

/** Of a payout's recipient; a network that is not named counts as M-Pesa. */
export function toOperatorOfNetwork(mccmnc: string | null): Operator {
  return mccmnc === AIRTEL_NETWORK ? "airtel" : "mpesa";
}
