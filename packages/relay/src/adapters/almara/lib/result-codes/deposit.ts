/**
 * Result codes of a deposit. It is undocumented whether they are Safaricom's (Daraja) or the platform's transaction
 * codes (transaction.ts), so both tables are searched.
 */
import type { FailureCode } from "@malipo/protocol";
import type { QueryResult } from "../../../../ports/provider.ts";
import { DUPLICATE_ID } from "./transaction.ts";

/** A Map, not an object: "constructor" must be an unknown code. */
type Table = ReadonlyMap<string, QueryResult>;

const failed = (code: FailureCode): QueryResult => ({
  kind: "refused",
  status: "failed",
  code,
});

/** Means paid, together with a receipt. The same in both tables. */
export const DEPOSIT_DONE = "0";

/** Daraja's codes. https://www.kenzobe.com/blog/mpesa-daraja-api-errors, https://paylod.dev/docs/errors */
const DARAJA: Table = new Map<string, QueryResult>([
  ["1", failed("insufficient_funds")],
  ["17", failed("provider_unavailable")],
  ["26", failed("provider_unavailable")],
  ["1001", failed("session_busy")],
  ["1019", { kind: "refused", status: "expired", code: null }],
  ["1025", failed("phone_unreachable")],
  ["1032", { kind: "refused", status: "cancelled", code: null }],
  ["1037", { kind: "refused", status: "expired", code: "phone_unreachable" }],
  ["2001", failed("wrong_pin")],
  ["9999", failed("phone_unreachable")],
]);

/** The platform's final transaction codes. https://docs.zamupay.com/error-codes-2105699m0 */
const PLATFORM: Table = new Map<string, QueryResult>([
  ["-1", { kind: "timed_out" }],
  ["2", failed("limit_exceeded")],
  ["5", failed("invalid_account")],
  // The credited account is the merchant's.
  ["6", failed("provider_unavailable")],
  // Under the minimum: the same amount can only fail again.
  ["7", failed("limit_exceeded")],
  ["8", failed("unknown")],
  ["10", failed("provider_unavailable")],
  ["11", { kind: "not_found" }],
  ["15", failed("insufficient_funds")],
  ["18", failed("declined")],
  ["19", failed("unknown")],
]);

/**
 * Inconclusive codes of the same page: the duplicate id, those documented as inconclusive, and server errors, after
 * which money may have moved. Another edition of the page warns of paying twice after them
 * (https://docs.zamupay.com/-zamupay-transactions-response-codes-2105699m0).
 */
const INCONCLUSIVE: ReadonlySet<string> = new Set([
  ...["3", "4", DUPLICATE_ID, "12", "13", "14"],
  ...["16", "20", "21", "22", "999"],
]);

/** Whether the code of a refusal means that no money can move. Not true of inconclusive and undocumented codes. */
export function isRefusalCode(code: string): boolean {
  return depositResult(code)?.kind === "refused";
}

/** The meaning of a deposit's result code other than "0"; undefined if undocumented. */
export function depositResult(code: string): QueryResult | undefined {
  return (
    DARAJA.get(code) ??
    PLATFORM.get(code) ??
    (INCONCLUSIVE.has(code) ? { kind: "pending" } : undefined)
  );
}
