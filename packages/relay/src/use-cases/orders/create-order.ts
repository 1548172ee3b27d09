/** `POST /v1/orders`: creates an order for a page, with prices from the merchant. */
import type { CreateOrder, CreateOrderResponse, Line } from "@malipo/protocol";
import { NOT_FOUND, ok, refuse } from "../../domain/errors.ts";
import type { Result } from "../../domain/errors.ts";
import { multiplyAmount } from "../../domain/amount.ts";
import { readAnswers } from "../../domain/link-fields.ts";
import {
  amountToPay,
  checkLeft,
  isSingle,
  isUsable,
  quantityToPay,
} from "../../domain/payment-link.ts";
import type { PaymentLink } from "../../domain/payment-link.ts";
import type { PricedCart } from "../../ports/catalog.ts";
import type { Deps } from "../shared/deps.ts";
import { keyedRequest } from "../shared/idempotency.ts";
import { readRemaining } from "../payment-links/link-view.ts";
import { createOnce, draftOrder } from "./new-order.ts";
import type { NewOrder } from "./new-order.ts";

export type CreateOrderUseCase = (
  body: CreateOrder,
  key: string,
  origin: string | null,
) => Promise<Result<CreateOrderResponse>>;

export function createOrderUseCase(deps: Deps): CreateOrderUseCase {
  const running = new Set<string>();
  return (body, key, origin) => {
    const request = keyedRequest(deps, `orders ${origin ?? ""}`, key, body);
    return createOnce(deps, running, request, async () => {
      const priced = await priceOrder(deps, body, origin);
      return priced.ok ? draftOrder(deps, priced.value) : priced;
    });
  };
}

async function priceOrder(
  deps: Deps,
  body: CreateOrder,
  origin: string | null,
): Promise<Result<NewOrder>> {
  const context = {
    customer: body.customer,
    locale: body.locale,
    returnUrl: body.returnUrl,
    origin,
    ttlMs: deps.settings.orderTtlMs,
  };
  if ("paymentLink" in body) return priceLinkOrder(deps, body, context);
  if ("cartToken" in body) {
    if (deps.cartTokens === null)
      return refuse(
        "cart_token_invalid",
        "This relay accepts no cart tokens: MALIPO_CART_SECRET is not set.",
      );
    const cart = await deps.cartTokens.read(body.cartToken);
    return toNewOrder(cart, { ...context, source: { type: "merchant" } });
  }
  if (deps.catalog === null) {
    return refuse(
      "catalog_unavailable",
      "This relay has no catalog (MALIPO_CATALOG), so it can't price a cart.",
    );
  }
  return toNewOrder(await deps.catalog.price(body.lines), {
    ...context,
    source: { type: "cart" },
  });
}

function toNewOrder(
  cart: Result<PricedCart>,
  context: Omit<NewOrder, keyof PricedCart>,
): Result<NewOrder> {
  return cart.ok
    ? ok({
        ...context,
        ...cart.value,
      })
    : cart;
}

type LinkBody = Extract<CreateOrder, { paymentLink: string }>;

async function priceLinkOrder(
  deps: Deps,
  body: LinkBody,
  context: Omit<NewOrder, keyof PricedCart | "source">,
): Promise<Result<NewOrder>> {
  const link = await deps.store.getPaymentLink(body.paymentLink);
  if (link === undefined) return NOT_FOUND;
  const count = quantityToPay(link, body.quantity);
  if (!count.ok) return count;
  const usable = await checkUsable(deps, link, count.value);
  if (!usable.ok) return usable;
  const unitAmount = amountToPay(link, body.amount);
  if (!unitAmount.ok) return unitAmount;
  const fields = readAnswers(link.fields ?? [], body.fields ?? {});
  if (!fields.ok) return fields;
  const amount = multiplyAmount(unitAmount.value, count.value);
  if (amount === undefined)
    return refuse("amount_out_of_range", "The total is too large.");
  const line: Line = {
    sku: link.id,
    name: link.title,
    quantity: count.value,
    unitAmount: unitAmount.value,
    amount,
    ...(link.imageUrl === undefined ? {} : { imageUrl: link.imageUrl }),
  };
  return ok({
    ...context,
    lines: [line],
    adjustments: [],
    reference: null,
    source: {
      type: "payment_link",
      paymentLink: link.id,
      ...(isSingle(link) && { single: true }),
    },
    metadata: link.metadata,
    payment: link.payment,
    deposit: link.deposit,
    ...(fields.value.length === 0 ? {} : { fields: fields.value }),
    onePerPhone: link.onePerPhone,
    returnUrl: context.returnUrl ?? link.returnUrl ?? undefined,
  });
}

/** What is left is looked at again when somebody begins to pay: an order alone takes nothing. */
async function checkUsable(
  deps: Deps,
  link: PaymentLink,
  count: number,
): Promise<Result<null>> {
  return isUsable(link, deps.clock.now())
    ? checkLeft(await readRemaining(deps, link), count)
    : refuse("link_inactive", "This payment link is inactive or has expired.");
}
