/** How the shopper pays with a method. Decides what its button says and which texts explain it. */
import type { Method, Order } from "@malipo/protocol";
import { needsPhone, optionOf } from "./methods.ts";
import { isTransferMethod } from "./transfer.ts";

/**
 * `prompt`: approves a request on the phone. `redirect`: pays on the provider's page. `transfer`: sends the money from
 * another app. `other`: a method that the widget knows nothing about.
 */
export type PayKind = "prompt" | "redirect" | "transfer" | "other";

export function payKind(method: Method, order?: Order | null): PayKind {
  if (isTransferMethod(method, order)) return "transfer";
  const { action = method === "card" ? "redirect" : undefined } =
    optionOf(order, method) ?? {};
  if (action === "redirect") return action;
  return action === "prompt" || needsPhone(method, order) ? "prompt" : "other";
}
