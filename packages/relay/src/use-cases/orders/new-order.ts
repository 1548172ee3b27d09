/** Creates orders from lines that the merchant has priced. */
import type {
  Adjustment,
  Amount,
  CreateOrderResponse,
  Deposit,
  Line,
  OrderField,
  OrderSource,
  Order as OrderJson,
  PaymentRule,
} from "@malipo/protocol";
import { ok, refuse } from "../../domain/errors.ts";
import type { Result } from "../../domain/errors.ts";
import type { Customer, Metadata, Order } from "../../domain/order.ts";
import { orderTotal } from "../../domain/order-total.ts";
import { depositOf } from "../../domain/part-payments.ts";
import { traceOf } from "../../domain/trace-context.ts";
import type { RelayTokenClaims } from "../../ports/tokens.ts";
import type { StoreTransaction } from "../../ports/store.ts";
import type { Deps } from "../shared/deps.ts";
import {
  IN_PROGRESS,
  findResponse,
  withIdempotency,
} from "../shared/idempotency.ts";
import type { KeyedRequest } from "../shared/idempotency.ts";
import { newTokenClaims, signToken } from "./order-access.ts";
import { toOrderJson } from "./order-view.ts";

/** What the caller may set on an order besides its prices. */
export interface OrderContext {
  readonly customer?: Customer | undefined;
  readonly locale?: string | undefined;
  readonly returnUrl?: string | undefined;
  /** The page's origin; null if the request is not from a page. */
  readonly origin: string | null;
}

export interface NewOrder extends OrderContext {
  readonly lines: readonly Line[];
  readonly adjustments: readonly Adjustment[];
  readonly source: OrderSource;
  readonly reference: string | null;
  readonly ttlMs: number;
  readonly metadata?: Metadata | undefined;
  readonly payment?: PaymentRule | undefined;
  readonly deposit?: Deposit | undefined;
  readonly fields?: readonly OrderField[] | undefined;
  readonly onePerPhone?: boolean | undefined;
}

type AfterInsert = (tx: StoreTransaction, order: Order) => Promise<void>;

interface StoredResponse {
  readonly order: OrderJson;
  readonly claims: RelayTokenClaims;
}

/** The return URL must be on an allowed origin, or the relay would be an open redirector. */
export function checkReturnUrl(
  deps: Deps,
  returnUrl: string | undefined,
): Result<null> {
  if (returnUrl === undefined) return ok(null);
  const { origin, protocol } = new URL(returnUrl);
  const own = new URL(deps.settings.publicUrl).origin;
  const allowed =
    /^https?:$/.test(protocol) &&
    (origin === own || deps.settings.allowedOrigins.includes(origin));
  return allowed
    ? ok(null)
    : refuse(
        "return_url_refused",
        "The return address must be on one of the allowed origins.",
        {
          errors: [
            { field: "returnUrl", message: "must be on an allowed origin" },
          ],
        },
      );
}

function newReference(deps: Deps): string {
  const day = new Date(deps.clock.now())
    .toISOString()
    .slice(0, 10)
    .replaceAll("-", "");
  return `ORD-${day}-${deps.random.code(6)}`;
}

/** A deposit that comes to all of it is none. */
function paymentOf(
  { payment, deposit: share }: Pick<NewOrder, "payment" | "deposit">,
  amount: Amount,
): Pick<Order, "payment" | "deposit"> {
  if (payment !== "partial" && share === undefined) return {};
  const deposit = share && depositOf(amount, share);
  return { payment: "partial", ...(deposit === undefined ? {} : { deposit }) };
}

/** Validates the lines and builds an order, without storing it. */
export function draftOrder(deps: Deps, given: NewOrder): Result<Order> {
  const amount = orderTotal(given);
  if (!amount.ok) return amount;
  const returnTo = checkReturnUrl(deps, given.returnUrl);
  if (!returnTo.ok) return returnTo;
  const createdAt = deps.clock.now();
  return ok({
    id: deps.random.id("ord_"),
    reference: given.reference ?? newReference(deps),
    version: 1,
    livemode: deps.settings.livemode,
    amount: amount.value,
    lines: given.lines,
    adjustments: given.adjustments,
    source: given.source,
    createdAt,
    expiresAt: createdAt + given.ttlMs,
    expiredAt: null,
    cancelledAt: null,
    tokenEpoch: 1,
    origin: given.origin,
    returnUrl: given.returnUrl ?? null,
    locale: given.locale ?? null,
    customer: given.customer ?? null,
    ...(given.metadata === undefined ? {} : { metadata: given.metadata }),
    ...paymentOf(given, amount.value),
    ...(given.fields === undefined ? {} : { fields: given.fields }),
    ...(given.onePerPhone === true ? { onePerPhone: true } : {}),
    erasedAt: null,
    attempts: [],
    ...traceOf(deps.tracing.current()),
  });
}

/**
 * Creates an order once per idempotency key: returns the stored response, or creates the order from `draft`. `running`
 * holds the keyed requests in progress in this process, because pricing may be slow and must not hold a transaction
 * open. `afterInsert` runs in the transaction that stores the order.
 */
export async function createOnce(
  deps: Deps,
  running: Set<string>,
  request: KeyedRequest | null,
  draft: () => Promise<Result<Order>>,
  afterInsert?: AfterInsert,
): Promise<Result<CreateOrderResponse>> {
  if (request === null) return storeDraft(deps, request, draft, afterInsert);
  const name = `${request.scope} ${request.key}`;
  if (running.has(name)) return IN_PROGRESS;
  running.add(name);
  try {
    const known = await findResponse<StoredResponse>(
      deps.store,
      request,
      deps.clock.now(),
    );
    if (!known.ok) return known;
    return known.value.kind === "repeated"
      ? ok(await toResponse(deps, known.value.value))
      : await storeDraft(deps, request, draft, afterInsert);
  } finally {
    running.delete(name);
  }
}

async function storeDraft(
  deps: Deps,
  request: KeyedRequest | null,
  draft: () => Promise<Result<Order>>,
  afterInsert?: AfterInsert,
): Promise<Result<CreateOrderResponse>> {
  const drafted = await draft();
  if (!drafted.ok) return drafted;
  const order = drafted.value;
  const now = deps.clock.now();
  const response: StoredResponse = {
    order: toOrderJson(deps, order, now),
    claims: newTokenClaims(deps, order, order.origin),
  };
  // Another replica may have handled the same key meanwhile.
  const stored = await deps.store.transaction((tx) =>
    withIdempotency<StoredResponse, StoredResponse>(tx, request, {
      now,
      async make() {
        await tx.insertOrder(order);
        await tx.putTask({
          kind: "order_expiry",
          subject: order.id,
          dueAt: order.expiresAt,
        });
        await afterInsert?.(tx, order);
        return ok({
          subject: order.id,
          value: response,
          response: response,
        });
      },
    }),
  );
  return stored.ok ? ok(await toResponse(deps, stored.value.value)) : stored;
}

/** No secrets are stored: the token is signed again from its claims, and the resume secret is derived again. */
async function toResponse(
  deps: Deps,
  { order, claims }: StoredResponse,
): Promise<CreateOrderResponse> {
  return {
    order,
    ...(await signToken(deps, claims)),
    resumeSecret: deps.secrets.resumeSecret(order.id),
  };
}
