/**
 * The provider port for FlexPay. There is no payment request: the shopper pays the merchant's tag in another app, and
 * the relay finds and accepts the transfer. https://docs.yourflexpay.com/idaas/payments
 */
import { UNREADABLE_AMOUNT } from "../../domain/amount.ts";
import type { Action } from "@malipo/protocol";
import type { AttemptPlan } from "../../domain/attempt.ts";
import { matchesPlan } from "../../domain/transfer-match.ts";
import type { Transfer } from "../../domain/transfer.ts";
import type { Transfers } from "../../ports/merchant-services.ts";
import type { ProviderWebhooks } from "../../ports/provider-webhooks.ts";
import type { ProviderResult } from "../../ports/provider-result.ts";
import type { Provider, QueryResult } from "../../ports/provider.ts";
import type { MethodDeclaration } from "../provider-module.ts";
import { logMismatch } from "./context.ts";
import type { Context } from "./context.ts";
import { FLEXPAY_INBOUND } from "./inbound.ts";

export const FLEXPAY_METHOD = {
  id: "flexpay",
  title: "FlexPay",
  action: "tag",
  needs: [],
} as const satisfies MethodDeclaration;

export function createProvider(
  context: Context,
  transfers: Transfers,
  webhooks: ProviderWebhooks,
): Provider {
  const { id, title, action } = FLEXPAY_METHOD;
  return {
    id: "flexpay",
    inbound: FLEXPAY_INBOUND,
    webhooks,
    // It documents no refund of accepted transfers.
    whyNotRefundable: () => "not_offered",
    methods: [
      {
        id,
        title,
        action,
        currencies: context.settings.currencies,
        min: null,
        max: null,
        step: 1,
        needsPhone: false,
        needsReference: true,
        promptSeconds: null,
      },
    ],
    submit({ plan }) {
      const action = actionOf(plan, transfers);
      return Promise.resolve(
        plan.method === "flexpay" && action !== null
          ? { kind: "accepted", action }
          : {
              kind: "refused",
              code: "provider_unavailable",
              detail: `${plan.method} is not offered here, or without a reference`,
            },
      );
    },
    async query(plan, _reference, transfer) {
      if (plan.method !== "flexpay")
        return unavailable(`there is no query for ${plan.method}`);
      return transfer === null
        ? findMatch(plan, transfers)
        : queryTransfer(context, transfers, transfer);
    },
    readCallback: () => null,
  };
}

async function findMatch(
  plan: AttemptPlan,
  transfers: Transfers,
): Promise<QueryResult> {
  const pending = await transfers.pending();
  if (pending.kind !== "found") return toFailedQuery(pending);
  // Oldest first: if the payer sends the money twice, the second transfer is rejected.
  const match = pending.value.find((transfer) =>
    matchesPlan(transfer, plan, (tag) => transfers.isOwnTag(tag)),
  );
  if (match !== undefined)
    return { kind: "matched", transfer: match.reference };
  const action = actionOf(plan, transfers);
  return { kind: "pending", ...(action !== null && { action }) };
}

const actionOf = (
  { payerReference: narration }: AttemptPlan,
  { tag }: Transfers,
): Action | null =>
  narration === null ? null : { type: "tag", tag, narration };

async function queryTransfer(
  context: Context,
  transfers: Transfers,
  reference: string,
): Promise<QueryResult> {
  const result = await transfers.find(reference);
  if (result.kind === "not_found") return { kind: "not_found" };
  if (result.kind !== "found") return toFailedQuery(result);
  if (transfers.isOwnTag(result.value.receiverTag))
    return toQueryResult(result.value);
  logMismatch(context, reference);
  return unavailable("the transfer has another receiver");
}

function toQueryResult(transfer: Transfer): QueryResult {
  switch (transfer.status) {
    case "completed":
      return {
        kind: "succeeded",
        amount: transfer.amount ?? UNREADABLE_AMOUNT,
        receipt: transfer.reference,
      };
    case "rejected":
      return { kind: "refused", status: "failed", code: "declined" };
    case "expired":
      return { kind: "refused", status: "expired", code: null };
    case "awaiting_acceptance":
    case "unknown":
      return { kind: "pending" };
  }
}

function unavailable(detail: string): QueryResult {
  return { kind: "unavailable", detail };
}

function toFailedQuery(
  result: Exclude<ProviderResult<unknown>, { kind: "found" }>,
): QueryResult {
  switch (result.kind) {
    case "unavailable": {
      const { kind, detail, retryAfterSeconds: seconds } = result;
      return {
        kind,
        detail,
        ...(seconds === undefined ? {} : { retryAfterSeconds: seconds }),
      };
    }
    case "busy": {
      const { kind: detail, retryAfterSeconds } = result;
      return { kind: "unavailable", detail, retryAfterSeconds };
    }
    case "not_found":
    case "refused":
      return unavailable(result.kind);
  }
}
