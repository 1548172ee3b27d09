/** Validates every response body against a pattern; invalid bodies never reach the state. */
import type {
  AttemptResponse,
  CreateOrderResponse,
  Order,
  PaymentLink,
  TokenResponse,
} from "@malipo/protocol";
import { CheckoutError } from "../errors.ts";

/** `""`, `0` and `false` stand for any string, non-negative integer and boolean. */
type Pattern =
  | RegExp
  | ""
  | 0
  | false
  | readonly [Pattern]
  | { readonly [field: string]: Pattern };

/** Ignores unknown fields, which a newer relay may send. `name?` may be absent or null. */
function fits(value: unknown, pattern: Pattern): boolean {
  if (pattern instanceof RegExp)
    return typeof value === "string" && pattern.test(value);
  if (pattern === 0) return Number.isSafeInteger(value) && Number(value) >= 0;
  if (Array.isArray(pattern)) {
    const [each] = pattern as readonly [Pattern];
    return Array.isArray(value) && value.every((item) => fits(item, each));
  }
  if (typeof pattern !== "object" || typeof value !== "object")
    return typeof value === typeof pattern;
  return (
    value !== null &&
    Object.entries(pattern).every(([key, inner]) => {
      const name = key.replace("?", "");
      const field = (value as Record<string, unknown>)[name];
      return (name !== key && field == null) || fits(field, inner);
    })
  );
}

const time = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;
/** Web pages only: never follow a `javascript:` URL. */
const url = /^https?:\/\/\w/;
const currency = /^[A-Z]{3}$/;

const amount = { value: 0, currency } as const;
const merchant = { name: "", "supportUrl?": url } as const;

const attempt = {
  id: "",
  method: "",
  status: "",
  "action?": {
    type: "",
    "url?": url,
    "phone?": "",
    "shortCode?": "",
    "account?": "",
    "tag?": "",
    "narration?": "",
  },
  "failure?": { code: "", retryable: false },
  "promptExpiresAt?": time,
  "retryAt?": time,
  createdAt: time,
} as const;

const order = {
  id: /^ord_[\w-]{22}$/,
  reference: "",
  version: 0,
  status: "",
  "livemode?": false,
  flags: { overpaid: false, review: false },
  amount,
  lines: [
    {
      sku: "",
      name: "",
      quantity: 0,
      unitAmount: amount,
      amount,
      "maxQuantity?": 0,
    },
  ],
  "adjustments?": [{ kind: "", label: "", amount }],
  source: { type: "" },
  expiresAt: time,
  methods: [
    {
      id: "",
      "title?": "",
      "input?": "",
      "action?": "",
      available: false,
      "min?": amount,
      "max?": amount,
    },
  ],
  "attempt?": attempt,
  "outcome?": {
    id: "",
    status: "",
    "method?": "",
    amount,
    "receipt?": "",
    "receiptUrl?": url,
    at: time,
  },
  "receiptUrl?": url,
  "refunds?": { state: "", paid: amount, pending: amount },
  merchant,
  currencyExponent: 0,
  serverTime: time,
} as const;

const token = { token: "", tokenExpiresAt: time } as const;

export function isOrder(value: unknown): value is Order {
  return fits(value, order);
}

type Reader<T> = (body: unknown) => T;

/** Returns a function that validates a body and throws a `malformed_answer` error. */
function reader(pattern: Pattern): Reader<unknown> {
  return (body) => {
    if (fits(body, pattern)) return body;
    throw new CheckoutError("malformed_answer");
  };
}

export const parseOrder = reader(order) as Reader<Order>;
export const parseToken = reader(token) as Reader<TokenResponse>;
export const parseResumed = reader({
  ...token,
  resumeSecret: "",
}) as Reader<TokenResponse & { readonly resumeSecret: string }>;
export const parseCreated = reader({
  ...token,
  order,
  resumeSecret: "",
}) as Reader<CreateOrderResponse>;
export const parseAttempt = reader({
  attempt,
  order,
}) as Reader<AttemptResponse>;
export const parseLink = reader({
  id: "",
  title: "",
  "description?": "",
  currency,
  "amount?": amount,
  "min?": amount,
  "max?": amount,
  active: false,
  "livemode?": false,
  merchant,
  currencyExponent: 0,
}) as Reader<PaymentLink>;
