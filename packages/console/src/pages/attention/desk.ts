/** What waits for a person, as it is loaded. */
import type { MerchantClient, Result } from "@malipo/client";
import { ProblemError } from "@malipo/client";
import { today } from "../../lib/shop-day.ts";

const ROWS = 25;

/** An order may be listed for its payments as well. */
export const REFUND_OF = "refund-";

export type Order = Result<"get", "/v1/merchant/orders">["orders"][number];
export type Payment = Result<
  "get",
  "/v1/merchant/unmatched-payments"
>["unmatchedPayments"][number];
export type Transfer = Result<
  "get",
  "/v1/merchant/transfers/pending"
>["transfers"][number];
export type Delivery = Result<
  "get",
  "/v1/merchant/deliveries"
>["deliveries"][number];
export type ListName =
  "reviews" | "overpaid" | "refunds" | "payments" | "deliveries";
type Counts = Result<"get", "/v1/merchant/summary">["attention"];

/** The newest of each kind, and how many there are. */
export interface Desk {
  readonly counts: Counts;
  /** The lists that go on. */
  readonly longer: ReadonlySet<ListName>;
  readonly reviews: readonly Order[];
  /** Those that need no review as well. */
  readonly overpaid: readonly Order[];
  /** With a refund whose course is uncertain. */
  readonly refunds: readonly Order[];
  readonly payments: readonly Payment[];
  /** Or why the provider did not list them. */
  readonly transfers: readonly Transfer[] | ProblemError;
  readonly deliveries: readonly Delivery[];
}

export async function loadDesk(
  client: MerchantClient,
  signal: AbortSignal,
): Promise<Desk> {
  const day = today();
  const flagged = (attention: "review" | "overpaid" | "refund") =>
    client.get("/v1/merchant/orders", {
      query: { attention, limit: ROWS },
      signal,
    });
  const { attention: counts } = await client.get("/v1/merchant/summary", {
    query: { from: day, to: day },
    signal,
  });
  const [reviews, overpaid, refunds, payments, transfers, deliveries] =
    await Promise.all([
      flagged("review"),
      flagged("overpaid"),
      flagged("refund"),
      client.get("/v1/merchant/unmatched-payments", {
        query: { state: "open", limit: ROWS },
        signal,
      }),
      counts.undecidedTransfers === 0 ? [] : loadTransfers(client, signal),
      client.get("/v1/merchant/deliveries", {
        query: { attention: "any", limit: ROWS },
        signal,
      }),
    ]);
  const pages = { reviews, overpaid, refunds, payments, deliveries };
  const names = Object.keys(pages) as ListName[];
  return {
    counts,
    longer: new Set(names.filter((name) => pages[name].nextCursor !== null)),
    reviews: reviews.orders,
    overpaid: overpaid.orders.filter(
      (order) => order.attention?.includes("review") !== true,
    ),
    refunds: refunds.orders,
    payments: payments.unmatchedPayments,
    transfers,
    deliveries: deliveries.deliveries,
  };
}

/** The provider is asked; that it doesn't respond must not hide the rest. */
async function loadTransfers(
  client: MerchantClient,
  signal: AbortSignal,
): Promise<readonly Transfer[] | ProblemError> {
  try {
    const { transfers } = await client.get("/v1/merchant/transfers/pending", {
      signal,
    });
    return transfers;
  } catch (error) {
    if (error instanceof ProblemError) return error;
    throw error;
  }
}

/** Names of all that is shown, to tell what is new. */
export const idsOf = (desk: Desk): readonly string[] => [
  ...[...desk.reviews, ...desk.overpaid].map(({ id }) => id),
  ...desk.refunds.map(({ id }) => `${REFUND_OF}${id}`),
  ...desk.payments.map(({ id }) => id),
  ...(desk.transfers instanceof ProblemError
    ? []
    : desk.transfers.map(({ reference }) => reference)),
  ...desk.deliveries.map(({ id }) => id),
];

const COUNT_OF: Readonly<Record<ListName, keyof Counts>> = {
  reviews: "reviews",
  overpaid: "overpaid",
  refunds: "refundsInReview",
  payments: "unmatchedPayments",
  deliveries: "deadDeliveries",
};

/**
 * How many there are. What is listed whole is counted there: the counts end at some number, and may be of another moment.
 * Of the overpaid orders, some are listed among the reviews.
 */
export const totalOf = (desk: Desk, name: ListName): number =>
  name === "overpaid" || desk.longer.has(name)
    ? desk.counts[COUNT_OF[name]]
    : desk[name].length;

/** Nothing is left out, so what is not shown is decided. */
export const isComplete = ({ longer }: Desk): boolean => longer.size === 0;
