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
import type { ProviderAnswer } from "../../ports/provider-answer.ts";
import type { Provider, QueryAnswer } from "../../ports/provider.ts";
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
    refundFault: () =>
      "FlexPay doesn't document refunds of accepted transfers. Refund it in the provider's portal and record it in your books.",
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
): Promise<QueryAnswer> {
  const pending = await transfers.pending();
  if (pending.kind !== "found") return notFound(pending);
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
): Promise<QueryAnswer> {
  const answer = await transfers.find(reference);
  if (answer.kind === "not_found") return { kind: "not_found" };
  if (answer.kind !== "found") return notFound(answer);
  if (transfers.isOwnTag(answer.value.receiverTag))
    return toQueryAnswer(answer.value);
  logMismatch(context, reference);
  return unavailable("the transfer has another receiver");
}

function toQueryAnswer(transfer: Transfer): QueryAnswer {
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

function unavailable(detail: string): QueryAnswer {
  return { kind: "unavailable", detail };
}

function notFound(
  answer: Exclude<ProviderAnswer<unknown>, { kind: "found" }>,
): QueryAnswer {
  switch (answer.kind) {
    case "unavailable": {
      const { kind, detail, retryAfterSeconds: seconds } = answer;
      return {
        kind,
        detail,
        ...(seconds === undefined ? {} : { retryAfterSeconds: seconds }),
      };
    }
    case "busy": {
      const { kind: detail, retryAfterSeconds } = answer;
      return { kind: "unavailable", detail, retryAfterSeconds };
    }
    case "not_found":
    case "refused":
      return unavailable(answer.kind);
  }
}
