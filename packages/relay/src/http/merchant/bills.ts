/** The merchant's bill payments at a provider. */
import { billSchema } from "@malipo/protocol/merchant";
import { readBill } from "../../use-cases/payouts/provider-calls.ts";
import { printable } from "../kit/path-params.ts";
import { json, route } from "../kit/route.ts";
import type { Route } from "../kit/route.ts";
import { READS } from "./provider-problems.ts";

const BILL_ID = printable(
  "The bill payment's `originatorConversationId`.",
  "BILL-9",
);

export const BILL_ROUTES: readonly Route[] = [
  route({
    id: "readBill",
    method: "GET",
    path: "/v1/merchant/bills/:id",
    params: { id: BILL_ID },
    access: "merchantKey",
    scope: "read",
    summary: "Read a bill payment at the provider",
    responses: {
      200: json("The bill payment.", billSchema, {
        id: BILL_ID.example,
        providerId: "2000411",
        status: "paid",
        statusDescription: null,
        amount: { value: 245_050, currency: "KES" },
        dueAmount: null,
        dueDate: "2026-12-01",
        serviceCode: null,
        accountNumber: "37123456789",
        accountName: null,
        customerName: null,
        phone: null,
        narration: "Electricity",
        receipt: "TKL4XN2A7Q",
        paidAt: "2026-11-21T09:02:41.000Z",
        receivedAt: null,
      }),
    },
    problems: READS,
    handle: ({ deps }, { params }) => readBill(deps, params.id),
  }),
];
