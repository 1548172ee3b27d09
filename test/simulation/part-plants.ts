/** Bugs in part payments. */
import type { Order } from "../../packages/relay/src/domain/order.ts";
import { withTransactions } from "./plant.ts";
import type { Plant } from "./plant.ts";

type Change = (attempt: Order["attempts"][number]) => Order["attempts"][number];

const changing = (order: Order, change: Change): Order =>
  order.payment === "partial"
    ? { ...order, attempts: order.attempts.map(change) }
    : order;

export const PART_PLANTS: readonly Plant[] = [
  {
    name: "counts a part twice",
    breaks: ["nothing is paid that the provider was not paid"],
    deps: (deps) =>
      withTransactions(deps, (tx) => ({
        updateOrder: (order) =>
          tx.updateOrder(
            changing(order, ({ plan, facts }) => ({
              plan,
              facts: {
                ...facts,
                payments: facts.payments.flatMap((payment) =>
                  payment.receipt.endsWith("AGAIN")
                    ? []
                    : [
                        payment,
                        { ...payment, receipt: `${payment.receipt}AGAIN` },
                      ],
                ),
              },
            })),
          ),
      })),
  },
  {
    name: "asks for all again after a part",
    breaks: ["an attempt asks for what is due"],
    deps: (deps) =>
      withTransactions(deps, (tx) => ({
        updateOrder: (order) =>
          tx.updateOrder(
            changing(order, (attempt) => ({
              ...attempt,
              plan: { ...attempt.plan, amount: order.amount },
            })),
          ),
      })),
  },
  {
    name: "tells the merchant of the first part alone",
    breaks: ["at rest all agree"],
    deps: (deps) => {
      const told = new Set<string>();
      return withTransactions(deps, (tx) => ({
        insertDelivery(delivery) {
          if (delivery.event !== "order.partly_paid")
            return tx.insertDelivery(delivery);
          if (told.has(delivery.orderId)) return Promise.resolve(false);
          told.add(delivery.orderId);
          return tx.insertDelivery(delivery);
        },
      }));
    },
  },
];
