/** English, of the payments that came without an order. */
export const unmatched = {
  title: "Payments without an order",
  help: "Money that came with an account of no order, or for a payment link that was used up, and what was decided about it.",
  caption: "Payments without an order, newest first",
  empty: "Every payment has its order.",
  emptyFiltered: "No payment is in this state.",
  all: "All of them, also the decided ones",
  payment: "Payment",
  account: "Account",
  usedUpLink: "A payment link that was used up",
  noAccount: "No account",
  state: "State",
  states: {
    open: "Open",
    assigned: "Assigned",
    dismissed: "Dismissed",
  },
  toOrder: "Its order",
  came: "Arrived",
  actions: "Actions",
  assignOne: "Assign to an order: receipt {id}",
  dismissOne: "Dismiss: receipt {id}",
  dismissText:
    "It no longer needs a person, and can still be assigned here. Nothing is sent back: do that in the provider's portal first, if it is owed.",
  raw: "The provider's message",
  rawEmpty: "It is not kept any more.",
  copyRaw: "Copy the provider's message",
} as const;
