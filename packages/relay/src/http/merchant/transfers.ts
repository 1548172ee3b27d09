/** Manual handling of transfers: list pending ones, read, accept and reject. */
import {
  emptyBodySchema,
  oneTransferSchema,
  rejectTransferSchema,
  transferHistorySchema,
  transferListSchema,
} from "@malipo/protocol/merchant";
import type { Transfer as TransferJson } from "@malipo/protocol/merchant";
import { mapResult } from "../../domain/errors.ts";
import type { Transfer } from "../../domain/transfer.ts";
import {
  acceptTransfer,
  listPendingTransfers,
  readTransfer,
  rejectTransfer,
} from "../../use-cases/transfers/transfers.ts";
import { TRANSFER_REFERENCE } from "../kit/path-params.ts";
import { body, json, route } from "../kit/route.ts";
import type { Route } from "../kit/route.ts";
import { CHANGES, READS } from "./provider-problems.ts";

const WAITING: TransferJson = {
  reference: TRANSFER_REFERENCE.example,
  status: "awaiting_acceptance",
  senderTag: "@ada",
  senderApp: null,
  receiverTag: "@duka",
  amount: { value: 1_500_000, currency: "NGN" },
  currency: "NGN",
  amountText: "15000.00",
  narration: "ML7K3QXW",
  rejectionReason: null,
  expiresAt: "2026-11-21T10:00:00.000Z",
  createdAt: "2026-11-21T09:00:00.000Z",
};
const decided = (status: TransferJson["status"]) =>
  json("The updated transfer.", oneTransferSchema, {
    transfer: { ...WAITING, status },
  });

export const TRANSFER_ROUTES: readonly Route[] = [
  route({
    id: "listPendingTransfers",
    method: "GET",
    path: "/v1/merchant/transfers/pending",
    access: "merchantKey",
    scope: "read",
    summary: "List transfers that await acceptance",
    responses: {
      200: json("At most 1,000 transfers, newest last.", transferListSchema, {
        transfers: [WAITING],
      }),
    },
    problems: READS,
    handle: async ({ deps }) =>
      mapResult(await listPendingTransfers(deps), (transfers) => ({
        transfers: transfers.map(toTransferJson),
      })),
  }),

  route({
    id: "readTransfer",
    method: "GET",
    path: "/v1/merchant/transfers/:reference",
    params: { reference: TRANSFER_REFERENCE },
    access: "merchantKey",
    scope: "read",
    summary:
      "Read a transfer and the deliveries of the provider's webhooks about it",
    responses: {
      200: json("The transfer.", transferHistorySchema, {
        transfer: WAITING,
        notices: [
          {
            direction: "incoming",
            eventType: "transfer.awaiting_acceptance",
            status: "delivered",
            attempts: 1,
            targetUrl: "https://pay.shop.example/callbacks/examplepay",
            lastError: null,
            lastAttemptAt: "2026-11-21T09:00:01.000Z",
            deliveredAt: "2026-11-21T09:00:01.000Z",
          },
        ],
      }),
    },
    problems: READS,
    handle: async ({ deps }, { params }) =>
      mapResult(
        await readTransfer(deps, params.reference),
        ({ transfer, notices }) => ({
          transfer: toTransferJson(transfer),
          notices,
        }),
      ),
  }),

  route({
    id: "acceptTransfer",
    method: "POST",
    path: "/v1/merchant/transfers/:reference/accept",
    params: { reference: TRANSFER_REFERENCE },
    access: "merchantKey",
    scope: "orders",
    audit: { object: "transfer", param: "reference" },
    summary: "Accept a transfer",
    description:
      "If the narration names an attempt, the transfer pays its order like any other. The decision is stored first: the relay never rejects the transfer afterwards.",
    body: body(emptyBodySchema, {}),
    responses: { 200: decided("completed") },
    problems: CHANGES,
    handle: async ({ deps }, { params, audit }) =>
      mapResult(await acceptTransfer(deps, params.reference, audit), toOneJson),
  }),

  route({
    id: "rejectTransfer",
    method: "POST",
    path: "/v1/merchant/transfers/:reference/reject",
    params: { reference: TRANSFER_REFERENCE },
    access: "merchantKey",
    scope: "money_out",
    audit: { object: "transfer", param: "reference" },
    summary: "Reject a transfer",
    description:
      "The decision is stored first: the relay never accepts the transfer afterwards, and repeats the rejection until the provider has carried it out.",
    body: body(rejectTransferSchema, { reason: "Sent by mistake" }),
    responses: { 200: decided("rejected") },
    problems: CHANGES,
    handle: async ({ deps }, { params, body: { reason }, audit }) =>
      mapResult(
        await rejectTransfer(deps, params.reference, reason, audit),
        toOneJson,
      ),
  }),
];

const isoOrNull = (at: number | null): string | null =>
  at === null ? null : new Date(at).toISOString();

function toTransferJson(transfer: Transfer): TransferJson {
  const { expiresAt, createdAt } = transfer;
  return {
    ...transfer,
    expiresAt: isoOrNull(expiresAt),
    createdAt: isoOrNull(createdAt),
  };
}

const toOneJson = (transfer: Transfer) => ({
  transfer: toTransferJson(transfer),
});
