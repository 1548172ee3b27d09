/** Past days, compared with the provider, and what differs. */
import {
  differenceListQuerySchema,
  differenceListSchema,
  emptyBodySchema,
  oneReconciliationSchema,
  pageQuerySchema,
  reconciliationListSchema,
} from "@malipo/protocol/merchant";
import type {
  Reconciliation as ReconciliationJson,
  ReconciliationDifference,
} from "@malipo/protocol/merchant";
import { NOT_FOUND, ok } from "../../domain/errors.ts";
import type {
  Difference,
  Reconciliation,
} from "../../domain/reconciliation.ts";
import type { DifferenceCounts } from "../../ports/reconciliations.ts";
import { requestReconciliation } from "../../use-cases/reconciliation/begin.ts";
import { doneOf } from "../../use-cases/reconciliation/finish.ts";
import type { Deps } from "../../use-cases/shared/deps.ts";
import { DAY, ORDER_ID } from "../kit/path-params.ts";
import { body, json, route } from "../kit/route.ts";
import type { Route } from "../kit/route.ts";

const EXAMPLE: ReconciliationJson = {
  day: DAY.example,
  timeZone: "Africa/Nairobi",
  from: "2026-11-28T21:00:00.000Z",
  to: "2026-11-29T21:00:00.000Z",
  state: "finished",
  runs: 1,
  startedAt: "2026-11-30T00:00:00.000Z",
  endedAt: "2026-11-30T00:04:10.000Z",
  progress: { done: 212, total: 212 },
  asked: { attempts: 209, refunds: 2 },
  notAsked: 1,
  differences: { open: 1, resolved: 0 },
};

const DIFFERENCE: ReconciliationDifference = {
  id: "2026-11-29.0b9f4c1e-7a54-4c1d-9f0e-3d2a6b8c5e71.paid_here_not_at_provider",
  day: DAY.example,
  cause: "paid_here_not_at_provider",
  state: "open",
  orderId: ORDER_ID.example,
  reference: "SHOP-1042",
  attemptId: "0b9f4c1e-7a54-4c1d-9f0e-3d2a6b8c5e71",
  refundId: null,
  provider: "examplepay",
  method: "mpesa",
  here: {
    status: "succeeded",
    amount: { value: 250_000, currency: "KES" },
    receipt: "TKL4XN2A7Q",
  },
  atProvider: { says: "not_paid", amount: null, receipt: null },
  foundAt: "2026-11-30T00:02:31.000Z",
  checkedAt: "2026-11-30T00:02:31.000Z",
  resolution: null,
};

export const RECONCILIATION_ROUTES: readonly Route[] = [
  route({
    id: "listReconciliations",
    method: "GET",
    path: "/v1/merchant/reconciliations",
    access: "merchantKey",
    scope: "read",
    summary: "List reconciled days, newest first",
    description:
      "Each night, three hours after midnight in the merchant's time zone (`MALIPO_TIME_ZONE`), the relay asks the provider again about every attempt and refund that was created or settled on the day that ended. What the provider says is taken in as ever; where it differed, that is listed with its cause.",
    query: pageQuerySchema,
    responses: {
      200: json("A page of days.", reconciliationListSchema, {
        reconciliations: [EXAMPLE],
        nextCursor: null,
      }),
    },
    async handle({ deps }, { query: { limit, cursor } }) {
      const { reconciliations } = deps.store;
      const { items, nextCursor } = await reconciliations.list({
        limit,
        cursor,
      });
      const counts = await reconciliations.countDifferences(
        items.map(({ day }) => day),
      );
      return ok({
        reconciliations: items.map((each) =>
          toJson(each, counts.get(each.day)),
        ),
        nextCursor,
      });
    },
  }),

  route({
    id: "readReconciliation",
    method: "GET",
    path: "/v1/merchant/reconciliations/:day",
    params: { day: DAY },
    access: "merchantKey",
    scope: "read",
    summary: "Read how far a day's reconciliation is",
    responses: {
      200: json("The day.", oneReconciliationSchema, {
        reconciliation: EXAMPLE,
      }),
    },
    async handle({ deps }, { params }) {
      const found = await deps.store.reconciliations.get(params.day);
      return found === undefined
        ? NOT_FOUND
        : ok(await toResponse(deps, found));
    },
  }),

  route({
    id: "listReconciliationDifferences",
    method: "GET",
    path: "/v1/merchant/reconciliations/:day/differences",
    params: { day: DAY },
    access: "merchantKey",
    scope: "read",
    summary: "List a day's differences, oldest first",
    description:
      "Also those that are resolved: `taken_in` is what the relay did not know and holds now, `gone` is what a later run no longer found.",
    query: differenceListQuerySchema,
    responses: {
      200: json("A page of differences.", differenceListSchema, {
        differences: [DIFFERENCE],
        nextCursor: null,
      }),
    },
    async handle({ deps }, { params, query: { state, limit, cursor } }) {
      const { reconciliations } = deps.store;
      const page = await reconciliations.listDifferences(params.day, state, {
        limit,
        cursor,
      });
      const day = await reconciliations.get(params.day);
      if (day === undefined) return NOT_FOUND;
      return ok({
        differences: page.items.map(toDifferenceJson),
        nextCursor: page.nextCursor,
      });
    },
  }),

  route({
    id: "startReconciliation",
    method: "POST",
    path: "/v1/merchant/reconciliations/:day",
    params: { day: DAY },
    access: "merchantKey",
    scope: "orders",
    audit: { object: "reconciliation", param: "day" },
    summary: "Reconcile a past day now",
    description:
      "The day is compared from its beginning, in the background: read it until its `state` is no longer `running`. While it is running, the call changes nothing. What the provider says may pay orders.",
    body: body(emptyBodySchema, {}),
    responses: {
      202: json("It is running.", oneReconciliationSchema, {
        reconciliation: {
          ...EXAMPLE,
          state: "running",
          runs: 2,
          endedAt: null,
          progress: { done: 0, total: 212 },
          asked: { attempts: 0, refunds: 0 },
          notAsked: 0,
        },
      }),
    },
    problems: ["invalid_request", "day_not_over"],
    async handle({ deps }, { params, audit }) {
      const begun = await requestReconciliation(deps, params.day, audit);
      return begun.ok ? ok(await toResponse(deps, begun.value)) : begun;
    },
  }),
];

async function toResponse(
  { store }: Deps,
  reconciliation: Reconciliation,
): Promise<{ readonly reconciliation: ReconciliationJson }> {
  const { day } = reconciliation;
  const counts = await store.reconciliations.countDifferences([day]);
  return { reconciliation: toJson(reconciliation, counts.get(day)) };
}

const iso = (at: number): string => new Date(at).toISOString();

function toJson(
  reconciliation: Reconciliation,
  { open, resolved }: DifferenceCounts = { open: 0, resolved: 0 },
): ReconciliationJson {
  const { day, timeZone, from, before, state, runs } = reconciliation;
  const { startedAt, endedAt, asked, notAsked, total } = reconciliation;
  return {
    ...{ day, timeZone, state, runs, notAsked },
    from: iso(from),
    to: iso(before),
    startedAt: iso(startedAt),
    endedAt: endedAt === null ? null : iso(endedAt),
    progress: { done: Math.min(doneOf(reconciliation), total), total },
    asked: { attempts: asked.attempts, refunds: asked.refunds },
    differences: { open, resolved },
  };
}

function toDifferenceJson(difference: Difference): ReconciliationDifference {
  const { id, day, cause, orderId, reference, attemptId } = difference;
  const { refundId, provider, method, here, atProvider } = difference;
  const { resolution } = difference;
  return {
    ...{ id, day, cause, orderId, reference, attemptId, refundId },
    ...{ provider, method, resolution },
    state: resolution === null ? "open" : "resolved",
    here: { status: here.status, amount: here.amount, receipt: here.receipt },
    atProvider: {
      says: atProvider.says,
      amount: atProvider.amount,
      receipt: atProvider.receipt,
    },
    foundAt: iso(difference.foundAt),
    checkedAt: iso(difference.checkedAt),
  };
}
