/** "Needs a person": what happened, what can be done, and what each choice means. */
export const attention = {
  title: "Needs a person",
  intro:
    "What the relay can't decide by itself. New items appear here by themselves.",
  news: "New here: {count}",
  more: "{count} in all. The newest are shown.",
  moreAbove: "{count} in all, which need a review as well.",
  lacks:
    "Your API key lacks the scope {scope}, so some choices are not offered here.",
  refunded: "{amount} of it was refunded or is on its way back.",
  open: "Open the order",
  openMeans:
    "Shows everything that was reported about it, to compare with the provider's statement.",
  check: "Ask the provider now",
  checkMeans: "If it has an answer by now, the order follows it.",
  reviews: "Payments to review",
  reviewsNone: "No payment needs a review.",
  reasons: {
    amount_mismatch:
      "Another amount or currency than the order's was paid. The order does not count as paid by it.",
    amount_disputed:
      "The provider named two different amounts for one payment, so what was paid is uncertain.",
    receipt_used:
      "The provider named a receipt that already counts for another order.",
    contradicted:
      "The provider said both that this was paid and that it was not.",
    no_result:
      "The provider gave no result for 72 hours, and the relay has stopped asking.",
    part_paid: "Less than the order's amount was paid.",
  },
  reviewTodo:
    "Look the payment up in the provider's portal. Then send the goods, ask for the rest, or refund it there.",
  resolve: "Mark as settled",
  resolveMeans:
    "It leaves this page with your note. The order keeps its flag for your records, and comes back if anything new happens to its payments.",
  resolveTitle: "Is {reference} settled?",
  resolveText:
    "It leaves this page. Nothing is paid or sent back by it: do that first, if it is owed.",
  resolveNote: "What you found and did, for your records",
  settledBefore: "Settled before: {note}",
  resolved: "The order was marked as settled.",
  overpaid: "Overpaid orders",
  overpaidNone: "No order is overpaid.",
  overpaidText: "{surplus} more than the order's {amount} was paid.",
  refund: "Refund the surplus",
  refundMeans:
    "Sends money back to the phone that paid. You see the amount first.",
  refunds: "Refunds to review",
  refundsNone: "No refund needs a review.",
  refundHappened:
    "The provider contradicted itself about a refund, sent another amount, or gave no result for 72 hours.",
  refundSettledMeans:
    "It leaves this page with your note. What it may have sent can't be sent again from here: if it never arrived, send it in the provider's portal first.",
  refundTodo:
    "Look it up in the provider's portal before you send anything again: the money may have gone.",
  payments: "Payments without an order",
  paymentsNone: "Every payment has its order.",
  paymentTitle: "{amount} from {payer}",
  someone: "somebody unnamed",
  noAmount: "An amount that can't be read",
  paymentAccount:
    "It came for the account “{account}”, which belongs to no order.",
  paymentNoAccount: "It came without an account.",
  paymentSurplus:
    "It came for a payment link whose last use was taken by then.",
  receipt: "Receipt {id}",
  assign: "Assign to an order",
  assignMeans:
    "It counts as a payment of that order, as if the account had been right. That can't be undone.",
  assignTitle: "Which order does {amount} pay?",
  assignText:
    "It counts as a payment of the order that you choose. That can't be undone; to send the money back later, refund it.",
  assigned: "The payment counts for the order now.",
  gone: "Somebody has decided this meanwhile.",
  find: "Find the order",
  findHelp: "Reference, id, phone or e-mail",
  found: "Orders",
  foundNone: "No order was found.",
  chooseOne: "Choose an order.",
  meansPaid: "The order will be paid.",
  meansLate: "The order had ended unpaid. It will be paid, late.",
  meansLess:
    "{missing} will be missing: the order is not paid by it and needs a person.",
  meansPart: "It pays a part of the order, and {missing} will still be due.",
  meansMore: "The order will be paid, and overpaid by {surplus}.",
  meansTwice: "The order is paid already. It will be overpaid by {surplus}.",
  meansReview:
    "It can't be counted by itself: its amount, currency or receipt is not certain. The order will need a review.",
  meansReviewToo: "It will need a review as well.",
  meansNothing:
    "Some of the order's money was sent back, so this does not make it paid.",
  dismiss: "Dismiss",
  dismissMeans:
    "It leaves this page. Nothing is sent back, and it can still be assigned later.",
  dismissTitle: "Dismiss {amount}?",
  dismissText:
    "It leaves this page. Nothing is sent back: do that in the provider's portal first, if it is owed.",
  note: "Why, for your records",
  noteMissing: "Write a few words.",
  dismissed: "The payment was dismissed.",
  transfers: "Transfers waiting",
  transfersNone: "No transfer waits.",
  transferText:
    "Its note says “{narration}”. What names an order that is due, the relay takes by itself; this one it leaves to you.",
  transferNoNote:
    "It has no note that could name an order, so the relay leaves it to you.",
  transferExpires: "It goes back to the sender on {time}.",
  accept: "Accept",
  acceptMeans:
    "The money is yours. If the note names an order, that order is paid by it.",
  acceptTitle: "Accept {amount} from {sender}?",
  accepted: "The transfer was accepted.",
  reject: "Reject",
  rejectMeans: "The money goes back to the sender, with your reason.",
  rejectTitle: "Reject {amount} from {sender}?",
  rejectText:
    "The money goes back. That can't be undone; the sender would have to send it again.",
  reason: "Reason, which the sender may see",
  rejected: "The transfer was rejected.",
  deliveries: "Webhooks that gave up",
  deliveriesNone: "No webhook has given up.",
  deliveryText:
    "Your backend did not take it in {count} tries, last on {time}: {why}.",
  why: {
    timeout: "it did not respond in time",
    connection: "it could not be reached",
    private_address: "its host has a private address",
    redirect: "it redirects, which is not followed",
    gone: "it responded 410, which ends its webhooks",
    status: "it responded with HTTP {status}",
    deleted: "its endpoint was deleted",
    unknown: "no reason was recorded",
  },
  again: "Send again",
  againMeans:
    "Your backend gets it once more, under the same id, which it may know already.",
  againAll: "Send all again",
  againAllTitle: "Send all of them again?",
  againAllText:
    "All {count} webhooks that gave up are sent once more, under the same ids. Repair your backend first: those it refuses come back here.",
  againProgress: "{done} of {count} handed over",
  againDone: "{done} webhooks will be sent now.",
  againSome:
    "{done} webhooks will be sent now; {failed} have no endpoint any more.",
};
