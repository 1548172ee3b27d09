/** Bugs in what becomes of money that came without an order. */
import { withTransactions } from "./plant.ts";
import type { Plant } from "./plant.ts";

export const UNMATCHED_PLANTS: readonly Plant[] = [
  {
    name: "assigns money, and forgets that it did",
    breaks: ["nothing is paid that the provider was not paid"],
    deps: (deps) =>
      withTransactions(deps, () => ({
        updateUnmatchedPayment: () => Promise.resolve(),
      })),
  },
  {
    name: "assigns what is assigned already",
    firstSeed: 20,
    breaks: ["one payment, one order"],
    deps: (deps) =>
      withTransactions(deps, (tx) => ({
        findReceipt: () => Promise.resolve(undefined),
        getUnmatchedPayment: async (id) => {
          const payment = await tx.getUnmatchedPayment(id);
          return payment && { ...payment, assigned: null };
        },
      })),
  },
];
