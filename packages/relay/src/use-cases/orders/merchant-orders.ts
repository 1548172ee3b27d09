/** The merchant's backend creates orders with its own prices, and reads orders. */
import type {
  Adjustment,
  Amount,
  CreateOrderResponse,
  Deposit,
  Line,
  Order as OrderJson,
  PaymentRule,
} from "@malipo/protocol";
import { multiplyAmount, sameAmount } from "../../domain/amount.ts";
import type { Delivery } from "../../domain/delivery.ts";
import { NOT_FOUND, mapResult, ok, refuse } from "../../domain/errors.ts";
import type { Result } from "../../domain/errors.ts";
import type { Page, PageRequest } from "../../ports/page.ts";
import type { ObservationRecord } from "../../ports/store.ts";
import type { OrderFilter } from "../../ports/order-filter.ts";
import { orderStatus } from "../../domain/order.ts";
import type { Metadata, Order } from "../../domain/order.ts";
import { listRefundable } from "../../domain/refund-rules.ts";
import type { Refundable } from "../../domain/refund-rules.ts";
import type { Refund } from "../../domain/refund.ts";
import type { AuditTrail } from "../shared/audit.ts";
import type { Deps } from "../shared/deps.ts";
import { createWhyNotRefundable } from "../refunds/why-not-refundable.ts";
import { keyedRequest } from "../shared/idempotency.ts";
import { createOnce, draftOrder } from "./new-order.ts";
import type { OrderContext } from "./new-order.ts";
import { merchantFieldsOf, toMerchantOrderJson } from "./merchant-view.ts";

export interface MerchantLine {
  readonly sku: string;
  readonly name: string;
  readonly quantity: number;
  readonly unitAmount: Amount;
  /** If given, must be `unitAmount` times `quantity`. */
  readonly amount?: Amount | undefined;
  readonly imageUrl?: string | undefined;
}

export interface MerchantOrder extends Omit<OrderContext, "origin"> {
  readonly lines: readonly MerchantLine[];
  readonly adjustments?: readonly Adjustment[] | undefined;
  readonly payment?: PaymentRule | undefined;
  readonly deposit?: Deposit | undefined;
  readonly reference?: string | undefined;
  readonly expiresInSeconds?: number | undefined;
  readonly metadata?: Metadata | undefined;
}

export type CreateMerchantOrder = (
  body: MerchantOrder,
  key: string | null,
  audit: AuditTrail,
) => Promise<Result<CreateOrderResponse>>;

export function createMerchantOrderUseCase(deps: Deps): CreateMerchantOrder {
  const running = new Set<string>();
  return async (body, key, audit) => {
    const request =
      key === null ? null : keyedRequest(deps, "merchant-orders", key, body);
    const { metadata } = body;
    const draft = (): Promise<Result<Order>> => {
      const lines = toLines(body.lines);
      if (!lines.ok) return Promise.resolve(lines);
      if (body.deposit !== undefined && body.payment === "exact")
        return Promise.resolve(DEPOSIT_OF_EXACT);
      return Promise.resolve(
        draftOrder(deps, {
          lines: lines.value,
          adjustments: body.adjustments ?? [],
          payment: body.payment,
          deposit: body.deposit,
          source: { type: "merchant" },
          reference: body.reference ?? null,
          ttlMs:
            body.expiresInSeconds === undefined
              ? deps.settings.orderTtlMs
              : body.expiresInSeconds * 1000,
          customer: body.customer,
          locale: body.locale,
          returnUrl: body.returnUrl,
          origin: null,
          metadata,
        }),
      );
    };
    const created = await createOnce(
      deps,
      running,
      request,
      draft,
      (tx, order) =>
        audit.record(tx, {
          objectId: order.id,
          after: {
            reference: order.reference,
            amount: order.amount,
            status: orderStatus(order),
          },
        }),
    );
    // A repeated request has the same body, so its metadata is not stored with the response.
    return mapResult(created, (response) => ({
      ...response,
      order: { ...response.order, ...merchantFieldsOf({ metadata }) },
    }));
  };
}

const DEPOSIT_OF_EXACT = refuse(
  "invalid_request",
  'A "deposit" needs "payment": "partial", because the rest is paid later.',
  { errors: [{ field: "payment", message: "must be partial, or left out" }] },
);

function toLines(given: readonly MerchantLine[]): Result<readonly Line[]> {
  const lines: Line[] = [];
  for (const [
    index,
    { sku, name, quantity, unitAmount, amount, imageUrl },
  ] of given.entries()) {
    const product = multiplyAmount(unitAmount, quantity);
    if (
      product === undefined ||
      (amount !== undefined && !sameAmount(amount, product))
    ) {
      return refuse(
        "invalid_request",
        "The amount of a line must be its unit amount times its quantity.",
        {
          errors: [
            {
              field: `lines.${index}.amount`,
              message: "must be unitAmount times quantity",
            },
          ],
        },
      );
    }
    lines.push({
      sku,
      name,
      quantity,
      unitAmount,
      amount: product,
      ...(imageUrl === undefined ? {} : { imageUrl }),
    });
  }
  return ok(lines);
}

export async function listOrders(
  deps: Deps,
  filter: OrderFilter,
  page: PageRequest,
): Promise<Page<OrderJson>> {
  const { items, nextCursor } = await deps.store.listOrders(filter, page);
  const now = deps.clock.now();
  return {
    items: items.map((order) => toMerchantOrderJson(deps, order, now)),
    nextCursor,
  };
}

export interface OrderHistory {
  readonly order: Order;
  readonly observations: readonly ObservationRecord[];
  readonly refunds: readonly Refund[];
  /** One for each payment that came. */
  readonly refundable: readonly Refundable[];
  readonly deliveries: readonly Delivery[];
}

const DELIVERIES_SHOWN = 100;

/** An order with its observations, refunds and webhook deliveries. */
export async function getOrderHistory(
  deps: Deps,
  orderId: string,
): Promise<Result<OrderHistory>> {
  const { store } = deps;
  const order = await store.getOrder(orderId);
  if (order === undefined) return NOT_FOUND;
  const [observations, refunds, deliveries] = await Promise.all([
    store.listObservations(orderId),
    store.listRefunds(orderId),
    store.listDeliveries({ orderId }, { limit: DELIVERIES_SHOWN }),
  ]);
  return ok({
    order,
    observations,
    refunds,
    refundable: listRefundable(order, refunds, createWhyNotRefundable(deps)),
    deliveries: deliveries.items,
  });
}
