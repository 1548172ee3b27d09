/** What holds of orders that take parts: each sum that anybody sees is what the provider was paid. */
import type { Order as OrderJson } from "@malipo/protocol";
import type { WebhookPayload } from "@malipo/protocol/merchant";
import { attemptSuccess } from "../../packages/relay/src/domain/attempt.ts";
import {
  orderFlags,
  orderStatus,
} from "../../packages/relay/src/domain/order.ts";
import type { Order } from "../../packages/relay/src/domain/order.ts";
import {
  amountDue,
  amountPaid,
  isPartPaid,
  takesParts,
} from "../../packages/relay/src/domain/part-payments.ts";
import type { Ledger } from "./ledger.ts";
import { assertKept } from "./violation.ts";
import type { World } from "./world.ts";

/** Its `keep` ends the history, even where a relay catches what is thrown. */
type Keeper = Pick<World, "keep">;

/** A name of the goods by which the catalog of the simulation knows such orders. */
export const SOLD_IN_PARTS = "SHIRT-IN-PARTS";

/** `before`: as it was stored when a new attempt began. */
export function assertAsksForWhatIsDue(
  world: Keeper,
  before: Order,
  after: Order,
): void {
  const [begun] = after.attempts.slice(before.attempts.length);
  if (begun === undefined || !takesParts(after)) return;
  const due = amountDue(before).value;
  world.keep(
    begun.plan.amount.value === due,
    "an attempt asks for what is due",
    `${begun.plan.id} asks for ${begun.plan.amount.value}, and ${due} is due`,
  );
}

/** Money that a prompt or card brought in another sum is not counted: it waits for a person. */
const countedValue = (ledger: Ledger, order: Order): number =>
  order.attempts
    .filter((attempt) => attemptSuccess(attempt) !== null)
    .reduce((sum, { plan }) => sum + ledger.paidValue(plan.id), 0);

export function assertPartsStored(
  world: Keeper,
  ledger: Ledger,
  order: Order,
): void {
  if (!takesParts(order)) return;
  const [paid, truth] = [amountPaid(order).value, countedValue(ledger, order)];
  world.keep(
    paid <= truth &&
      (orderStatus(order) !== "paid" || truth >= order.amount.value),
    "nothing is paid that the provider was not paid",
    `${order.id} is ${orderStatus(order)} with ${paid} of ${order.amount.value}; the provider has ${truth}`,
  );
}

export function assertPartsShown(
  world: Keeper,
  ledger: Ledger,
  shown: OrderJson,
): void {
  const { id, amount, amountPaid: paid, amountDue: due, parts } = shown;
  if (paid === undefined || due === undefined || parts === undefined) return;
  const sum = parts.reduce((total, part) => total + part.amount.value, 0);
  world.keep(
    paid.value <= ledger.moneyIn(id) &&
      paid.value === sum &&
      due.value === Math.max(0, amount.value - paid.value),
    "nothing is paid that the provider was not paid",
    `${id} is shown with ${paid.value} paid in parts of ${sum} and ${due.value} due; the provider has ${ledger.moneyIn(id)}`,
  );
}

/** `told`: all that the merchant was told of the order, in the order of its versions. */
export function assertPartsAtRest(
  ledger: Ledger,
  order: Order,
  told: readonly WebhookPayload[],
): void {
  const agree = (holds: boolean, what: string): void => {
    assertKept(holds, "at rest all agree", what);
  };
  const paid = amountPaid(order).value;
  const truth = countedValue(ledger, order);
  agree(paid === truth, `${order.id} has ${truth}, and says ${paid}`);
  const isPaid = orderStatus(order) === "paid";
  if (order.partsReturned !== true)
    agree(
      isPaid === paid >= order.amount.value,
      `${order.id} is ${orderStatus(order)} with ${paid} of ${order.amount.value}`,
    );
  const { overpaid } = orderFlags(order);
  agree(
    overpaid === paid > order.amount.value,
    `${order.id} got ${paid} of ${order.amount.value}, overpaid: ${overpaid}`,
  );
  const sums = told
    .filter(({ type }) => type === "order.partly_paid")
    .map(({ data }) => data.order.amountPaid?.value ?? 0);
  agree(
    sums.every((sum, place) => sum > (sums[place - 1] ?? 0)),
    `the merchant was told of the parts ${sums.join(", ")} of ${order.id}`,
  );
  agree(
    !isPartPaid(order) || sums.at(-1) === paid,
    `the merchant was told of ${String(sums.at(-1))} of ${order.id}, not of ${paid}`,
  );
}
