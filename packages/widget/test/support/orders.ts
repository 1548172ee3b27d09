/** Orders, attempts and links as the relay tells them, with whatever a test wants to be different. */
import type {
  Attempt,
  FailureCode,
  Line,
  MethodOption,
  Order,
  Outcome,
  PaymentLink,
} from "@malipo/protocol";

/** Another one on each page: test files run side by side and share storage and locks. */
export const RELAY = `https://pay-${crypto.randomUUID()}.shop.example`;
export const ORDER_ID = "ord_AAAAAAAAAAAAAAAAAAAAAA";
export const HANDED_OVER = {
  "order-id": ORDER_ID,
  "resume-secret": "secret",
};
export const LINK_ID = "pl_AAAAAAAAAAAAAAAAAAAAAA";

export const kes = (value: number) => ({ value, currency: "KES" });

/** ISO text, `ms` from now. */
export const at = (ms: number): string =>
  new Date(Date.now() + ms).toISOString();

const CATALOG: Readonly<Record<string, readonly [string, number]>> = {
  "SHRT-BLK-XL-9981": ["Black shirt, XL", 250000],
  "SHRT-BLU-L-9982": ["Blue shirt, L", 220000],
  "SHRT-GRN-M-9983": ["Green shirt, M", 230000],
};

export function line(sku = "SHRT-BLK-XL-9981", quantity = 1): Line {
  const [name, price] = CATALOG[sku] ?? [sku, 100000];
  return {
    sku,
    name,
    quantity,
    unitAmount: kes(price),
    amount: kes(price * quantity),
    maxQuantity: 5,
  };
}

export const METHODS: readonly MethodOption[] = [
  { id: "mpesa", available: true, min: kes(100), max: kes(25000000) },
  { id: "card", available: true },
];

export const ALL_METHODS: readonly MethodOption[] = [
  ...METHODS,
  { id: "airtel", available: true },
  { id: "paybill", available: true },
  { id: "flexpay", available: true },
];

/** None of them can be used. */
export const refused = (
  methods: readonly MethodOption[],
  reason: NonNullable<MethodOption["reason"]>,
): MethodOption[] =>
  methods.map(({ id }) => ({ id, available: false, reason }));

export function order(change: Partial<Order> = {}): Order {
  const lines = change.lines ?? [line()];
  let sum = 0;
  for (const { amount } of lines) sum += amount.value;
  return {
    id: ORDER_ID,
    reference: "ORD-20261121-7K3Q",
    version: 1,
    status: "open",
    flags: { late: false, overpaid: false, review: false },
    amount: kes(sum),
    lines: [...lines],
    source: { type: "cart" },
    expiresAt: at(30 * 60_000),
    methods: [...METHODS],
    attempt: null,
    outcome: null,
    merchant: {
      name: "Duka la Mashati",
      supportUrl: "https://shop.example/help",
    },
    currencyExponent: 2,
    serverTime: at(0),
    ...change,
  };
}

export function attempt(change: Partial<Attempt> = {}): Attempt {
  return {
    id: "att-1",
    method: "mpesa",
    status: "awaiting_payer",
    action: { type: "prompt", phone: "0712 ••• 678" },
    failure: null,
    promptExpiresAt: at(47_000),
    retryAt: null,
    createdAt: at(-13_000),
    ...change,
  };
}

export function cardAttempt(change: Partial<Attempt> = {}): Attempt {
  return attempt({
    method: "card",
    action: { type: "redirect", url: "https://cards.example/page/1" },
    promptExpiresAt: at(15 * 60_000),
    ...change,
  });
}

/** Lives as long as the order. */
export function paybillAttempt(change: Partial<Attempt> = {}): Attempt {
  return attempt({
    method: "paybill",
    action: { type: "paybill", shortCode: "522533", account: "K7Q2MX9P4T" },
    promptExpiresAt: at(30 * 60_000),
    ...change,
  });
}

export function flexpayAttempt(change: Partial<Attempt> = {}): Attempt {
  return attempt({
    method: "flexpay",
    action: { type: "tag", tag: "duka@malipo", narration: "MLP-7K3QX9" },
    promptExpiresAt: at(30 * 60_000),
    ...change,
  });
}

export const failure = (
  code: FailureCode,
  retryable = true,
  retryAfterSeconds = 0,
) => ({ code, retryable, retryAfterSeconds });

/** The flags of an order that somebody at the shop looks at. */
export const UNDER_REVIEW = { late: false, overpaid: false, review: true };

/** An order whose attempt is still open. */
export function pendingOrder(
  change: Partial<Attempt> = {},
  more: Partial<Order> = {},
): Order {
  return order({
    status: "pending",
    version: 3,
    attempt: attempt(change),
    methods: refused(METHODS, "attempt_alive"),
    ...more,
  });
}

/** An order that this attempt is to pay. */
export const pendingBy = (attempt: Attempt, more: Partial<Order> = {}): Order =>
  pendingOrder({}, { attempt, ...more });

/** An order that may be tried again after this attempt. */
export function openOrder(
  change: Partial<Attempt>,
  more: Partial<Order> = {},
): Order {
  return order({
    version: 4,
    attempt: attempt({ action: null, promptExpiresAt: null, ...change }),
    ...more,
  });
}

export const failedOrder = (
  code: FailureCode,
  change: Partial<Attempt> = {},
  more: Partial<Order> = {},
): Order =>
  openOrder({ status: "failed", failure: failure(code), ...change }, more);

let test = 0;

/** The outcome of the test that runs: another test's would count as told already. */
export const outcomeId = (): string => `out_${test}`;
export function nextTest(): void {
  test++;
}

export function outcome(change: Partial<Outcome> = {}): Outcome {
  return {
    id: outcomeId(),
    status: "paid",
    method: "mpesa",
    amount: kes(250000),
    receipt: "SKL7XQ2P9M",
    at: at(-2000),
    late: false,
    ...change,
  };
}

export function paidOrder(more: Partial<Order> = {}): Order {
  const paid = order({
    status: "paid",
    version: 5,
    attempt: attempt({ status: "succeeded", action: null }),
    methods: refused(METHODS, "order_closed"),
    ...more,
  });
  return "outcome" in more
    ? paid
    : { ...paid, outcome: outcome({ amount: paid.amount }) };
}

export function closedOrder(
  status: "expired" | "cancelled",
  more: Partial<Order> = {},
): Order {
  return paidOrder({
    status,
    attempt: null,
    outcome: outcome({
      id: `${outcomeId()}_${status}`,
      status,
      method: null,
      receipt: null,
    }),
    ...more,
  });
}

export function paymentLink(change: Partial<PaymentLink> = {}): PaymentLink {
  return {
    id: LINK_ID,
    title: "School fees, term 3",
    description: "St. Mary's Academy, form 2. Thank you for paying on time.",
    currency: "KES",
    amount: kes(1250000),
    min: null,
    max: null,
    active: true,
    expiresAt: null,
    merchant: { name: "St. Mary's Academy" },
    currencyExponent: 2,
    url: `${RELAY}/pay/${LINK_ID}`,
    ...change,
  };
}
