/**
 * `POST /v1/orders/:id/attempts`: the attempt is stored before it is sent to the provider, so that a crash, a time-out
 * or a lost response is resolved by a query with the same id, never by a second attempt.
 */
import { findAttempt } from "../../domain/order.ts";
import { METHODS } from "@malipo/protocol";
import type {
  Amount,
  AttemptResponse,
  Method,
  Order as OrderJson,
  StartAttempt,
} from "@malipo/protocol";
import { NO_FACTS, attemptStatus } from "../../domain/attempt.ts";
import type { Attempt, AttemptPlan } from "../../domain/attempt.ts";
import { NOT_FOUND, ok, refuse } from "../../domain/errors.ts";
import type { Result } from "../../domain/errors.ts";
import type { Order } from "../../domain/order.ts";
import {
  amountDue,
  depositDue,
  takesParts,
} from "../../domain/part-payments.ts";
import { parseKenyanPhone } from "../../domain/phone.ts";
import { nextQueryTime } from "../../domain/schedule.ts";
import { traceOf } from "../../domain/trace-context.ts";
import type { MethodTerms } from "../../ports/provider.ts";
import type { StoreTransaction } from "../../ports/store.ts";
import type { Deps } from "../shared/deps.ts";
import { queryPriority } from "./query-priority.ts";
import { requestPoll } from "../transfers/request-transfers.ts";
import { POLL_BUSY_MS } from "../transfers/poll-transfers.ts";
import {
  attemptScope,
  keyedRequest,
  storeResponse,
  withIdempotency,
} from "../shared/idempotency.ts";
import type { KeyedRequest, Made } from "../shared/idempotency.ts";
import {
  isSumChosen,
  methodReason,
  offeredMethods,
} from "../orders/methods.ts";
import type { OfferedMethod } from "../orders/methods.ts";
import { recordObservations, saveChange } from "./record-observations.ts";
import { toAttemptJson, toOrderJson } from "../orders/order-view.ts";
import { checkLinkUse } from "../payment-links/link-uses.ts";
import { traced } from "../shared/traced.ts";
import { toObservation, toSubmitRequest } from "./submit-request.ts";

/** With 31 symbols: short enough to type on a phone, and collisions are negligible. */
export const PAYER_REFERENCE_LENGTH = 10;

interface StartedAttempt {
  readonly order: Order;
  readonly plan: AttemptPlan;
}

export async function startAttempt(
  deps: Deps,
  orderId: string,
  body: StartAttempt,
  key: string,
): Promise<Result<AttemptResponse>> {
  const method = offeredMethods(deps.providers, deps.settings.methods).find(
    ({ terms }) => terms.id === body.method,
  );
  if (method === undefined && !isKnown(deps, body.method))
    return refuse("invalid_request", "This method doesn't exist.", {
      errors: [{ field: "method", message: "is not a method of this relay" }],
    });
  if (method === undefined)
    return refuse(
      "method_unavailable",
      `The method "${body.method}" is not offered here.`,
    );
  const phone = readPhone(method.terms, body.phone);
  if (!phone.ok) return phone;
  const request = keyedRequest(deps, attemptScope(orderId), key, body);

  const started = await deps.store.transaction((tx) =>
    begin(
      deps,
      tx,
      orderId,
      { method, phone: phone.value, part: body.part },
      request,
    ),
  );
  if (!started.ok) return started;
  if (started.value.kind === "repeated") return ok(started.value.value);

  const { order, plan } = started.value.value;
  deps.submitEnds.begin(plan.id);
  const result = await deps.tracing.call("submit", order, traced(plan), () =>
    method.provider.submit(toSubmitRequest(deps, order, plan)),
  );
  deps.submitEnds.end(plan.id);
  if (result.kind !== "accepted") {
    deps.log.warn(
      { attemptId: plan.id, orderId, kind: result.kind, detail: result.detail },
      "the provider did not accept a submit",
    );
  }
  const made: { result: Result<AttemptResponse> } = { result: NOT_FOUND };
  await recordObservations(
    deps,
    orderId,
    [
      {
        attemptId: plan.id,
        source: "submit",
        observation: toObservation(plan, result, deps.clock.now()),
      },
    ],
    async (tx, after, view) => {
      made.result = toAttemptResponse(deps, after, plan.id, view);
      if (made.result.ok)
        await storeResponse(
          tx,
          request,
          plan.id,
          made.result.value,
          deps.clock.now(),
        );
    },
  );
  return made.result;
}

/** Any method that a relay could offer; anything else is a bug in the page. */
function isKnown({ providers }: Deps, id: Method): boolean {
  return (
    (METHODS as readonly Method[]).includes(id) ||
    providers.some(({ methods }) => methods.some((each) => each.id === id))
  );
}

function readPhone(
  terms: MethodTerms,
  phone: string | undefined,
): Result<string | null> {
  if (!terms.needsPhone) {
    return phone === undefined
      ? ok(null)
      : refuse(
          "phone_not_allowed",
          `The method "${terms.id}" takes no phone number.`,
        );
  }
  if (phone === undefined)
    return refuse("phone_required", `The method "${terms.id}" needs "phone".`);
  const digits = parseKenyanPhone(phone);
  return digits === undefined
    ? refuse(
        "phone_invalid",
        "This is not a Kenyan mobile number, for example 0712 345 678.",
        {
          errors: [
            { field: "phone", message: "must be a Kenyan mobile number" },
          ],
        },
      )
    : ok(digits);
}

/** What the shopper chose. */
interface Choice {
  readonly method: OfferedMethod;
  readonly phone: string | null;
  readonly part: StartAttempt["part"];
}

async function begin(
  deps: Deps,
  tx: StoreTransaction,
  orderId: string,
  choice: Choice,
  request: KeyedRequest,
) {
  const order = await tx.getOrder(orderId);
  if (order === undefined) return NOT_FOUND;
  const now = deps.clock.now();
  return withIdempotency<StartedAttempt, AttemptResponse>(tx, request, {
    now,
    make: () => makeAttempt(deps, tx, order, choice, now),
    current: (attemptId) => {
      const attempt = findAttempt(order, attemptId);
      return {
        isPastSubmit:
          attempt !== undefined && attemptStatus(attempt) !== "submitting",
        response: () => toAttemptResponse(deps, order, attemptId),
      };
    },
  });
}

async function makeAttempt(
  deps: Deps,
  tx: StoreTransaction,
  order: Order,
  choice: Choice,
  now: number,
): Promise<Result<Made<StartedAttempt, AttemptResponse>>> {
  const { method, phone } = choice;
  const amount =
    choice.part === undefined ? amountDue(order) : depositDue(order);
  if (amount === undefined)
    return refuse(
      "amount_not_allowed",
      'This order has no deposit, or it is paid. Leave "part" out to pay what is due.',
      { errors: [{ field: "part", message: "is not possible here" }] },
    );
  const allowed = checkPayable(order, method.terms, amount, now);
  if (!allowed.ok) return allowed;
  const use = await checkLinkUse(tx, order, phone);
  if (!use.ok) return use;
  const plan = newPlan(deps, order, choice, amount, now);
  const attempt: Attempt = { plan, facts: NO_FACTS };
  // A checkout whose order came without a trace joins that of its first attempt.
  const trace = order.trace === undefined ? deps.tracing.current() : order;
  const { order: after } = await saveChange(deps, tx, order, {
    ...order,
    ...traceOf(trace),
    attempts: [...order.attempts, attempt],
  });
  const firstQuery =
    nextQueryTime(now, now, deps.random.chance()) ?? plan.deadlineAt;
  await tx.putTask({
    kind: "query_attempt",
    subject: plan.id,
    dueAt: firstQuery,
    priority: queryPriority(plan, now),
  });
  await tx.putTask({
    kind: "attempt_deadline",
    subject: plan.id,
    dueAt: plan.deadlineAt,
  });
  if (plan.provider === deps.services.transfers?.provider)
    await requestPoll(tx, plan.provider, now + POLL_BUSY_MS);
  return ok({
    subject: plan.id,
    value: { order: after, plan },
    response: null,
  });
}

function checkPayable(
  order: Order,
  terms: MethodTerms,
  amount: Amount,
  now: number,
): Result<null> {
  switch (methodReason(order, terms, now, amount)) {
    case undefined:
      return ok(null);
    case "attempt_alive":
      return refuse(
        "attempt_alive",
        "An attempt is still in progress or not yet confirmed. Check or cancel it first.",
      );
    case "order_closed":
      return refuse(
        "order_closed",
        "This order is paid, expired or cancelled.",
      );
    case "under_review":
      return refuse(
        "order_under_review",
        "A different amount may have been paid. The merchant must review the order before anything else is charged.",
      );
    case "below_min":
    case "above_max":
    case "currency":
    case "fraction":
      return refuse(
        "method_unavailable",
        `This order's amount can't be paid by "${terms.id}".`,
      );
  }
}

function newPlan(
  deps: Deps,
  order: Order,
  { method, phone }: Choice,
  amount: Amount,
  now: number,
): AttemptPlan {
  const { terms, provider } = method;
  const promptExpiresAt =
    terms.promptSeconds === null
      ? lastUntil(deps, order, now)
      : now + terms.promptSeconds * 1000;
  return {
    id: deps.random.uuid(),
    orderId: order.id,
    method: terms.id,
    provider: provider.id,
    amount,
    phone,
    createdAt: now,
    promptExpiresAt,
    deadlineAt: promptExpiresAt + deps.settings.deadlineGraceMs,
    absentAfterMs: deps.settings.absentAfterMs,
    payerReference: terms.needsReference
      ? deps.random.code(PAYER_REFERENCE_LENGTH)
      : null,
    ...(isSumChosen(order, terms) && { takesParts: true }),
  };
}

/** An order that takes parts may be open for weeks; while one attempt waits, there is no other. */
const lastUntil = ({ settings }: Deps, order: Order, now: number): number =>
  takesParts(order)
    ? Math.min(order.expiresAt, now + settings.orderTtlMs)
    : order.expiresAt;

/** The attempt and its order as they are now. Pass `view` if it is already computed. */
export function toAttemptResponse(
  deps: Deps,
  order: Order,
  attemptId: string,
  view: OrderJson | null = null,
): Result<AttemptResponse> {
  const attempt = findAttempt(order, attemptId);
  return attempt === undefined
    ? NOT_FOUND
    : ok({
        attempt: toAttemptJson(attempt, order),
        order: view ?? toOrderJson(deps, order, deps.clock.now()),
      });
}
