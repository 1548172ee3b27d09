/** English. A section for each page, large ones in `en/`. What is missing in another language, the compiler names. */
import { alerts } from "./en/alerts.ts";
import { attention } from "./en/attention.ts";
import { unmatched } from "./en/unmatched.ts";
import { keys } from "./en/keys.ts";
import { links } from "./en/links.ts";
import { order } from "./en/order.ts";
import { webhooks } from "./en/webhooks.ts";
import { audit } from "./en/audit.ts";
import { exports } from "./en/exports.ts";
import { payouts } from "./en/payouts.ts";
import { settings } from "./en/settings.ts";
import { reconciliation } from "./en/reconciliation.ts";

export const en = {
  app: {
    console: "Console",
    skip: "Skip to the content",
    menu: "Pages",
    more: "More",
    test: "Test payments: no money moves",
    language: "Language",
    notFound: "There is no such page.",
    toOverview: "Go to the overview",
    noScope:
      "This page needs the scope {scope}, which your API key doesn't have. Sign in with another key, or ask whoever gave it to you.",
    unreachable: "The relay does not respond.",
    account: "Signed in as {name}",
  },
  signIn: {
    title: "Sign in",
    intro: "Use an API key of {relay}.",
    key: "API key",
    keyHelp: "It begins with malipo_live_ or malipo_test_.",
    submit: "Sign in",
    working: "Signing in…",
    ended: "Your session has ended. Sign in again to go on where you were.",
    secretWaits:
      "A secret that you haven’t stored yet is shown again when you sign in with the same API key.",
    missing: "Enter an API key.",
    out: "Sign out",
    everywhere: "Sign out everywhere",
    everywhereTitle: "Sign out everywhere?",
    everywhereText:
      "All sessions of the API key “{name}” end, on every device. The key itself stays valid.",
  },
  common: {
    export: "Export as CSV",
    loading: "Loading…",
    retry: "Try again",
    close: "Close",
    keep: "Don't do it",
    all: "All",
    search: "Search",
    clear: "Clear the filters",
    next: "Older",
    first: "Newest",
    none: "None",
    copy: "Copy",
    copied: "Copied.",
    showTable: "Show as a table",
    day: "Day",
    request: "Request {id}",
    missingScope: "Your API key lacks the scope {scope}.",
    live: "Updates by itself",
  },
  /** What is typed and not sent yet. */
  draft: {
    discard: "Discard the draft",
    discardTitle: "Discard what you have typed?",
    discardText: "What is in this form is gone. What is stored stays as it is.",
    discarded: "The draft is gone.",
    kept: "What you type is kept in this tab until you send or discard it.",
    unchanged: "Nothing was changed.",
  },
  units: { seconds: "s", minutes: "min" },
  errors: {
    title: "That did not work",
    unknownFate:
      "It is not known whether it took effect. Look before you repeat it.",
    connection: "The relay could not be reached. Check the connection.",
    timeout: "The relay did not respond in time.",
    other: "Something unexpected happened.",
  },
  /** Of the interface's problems, by their code; the others are told in the relay's own words. */
  problems: {
    attempt_alive:
      "A payment may still succeed. Ask the provider now, or wait until it has ended.",
    check_too_soon:
      "The provider was asked a moment ago. Try again in {seconds} s.",
    order_under_review:
      "Money may have moved for this order. Compare it with the provider's statement first.",
    payment_assigned: "Somebody has assigned this payment to an order already.",
    payment_dismissed: "Somebody has dismissed this payment already.",
    nothing_to_resolve: "Somebody has settled this already.",
    order_changed:
      "The order has changed since you opened this. Look at it again before you settle it.",
    webhook_endpoint_deleted:
      "The endpoint that this webhook was for was deleted.",
    provider_unavailable:
      "The provider does not respond. Nothing was changed; try again later.",
    provider_outcome_unknown:
      "The provider may have done it. Look before you repeat it.",
  },
  orderStatus: {
    open: "Open",
    pending: "Pending",
    paid: "Paid",
    expired: "Expired",
    cancelled: "Cancelled",
  },
  attemptStatus: {
    submitting: "Being sent",
    submit_unknown: "Sent, not confirmed",
    awaiting_payer: "Waiting for the payer",
    processing: "Processing",
    unconfirmed: "Not known yet",
    succeeded: "Paid",
    failed: "Failed",
    cancelled: "Cancelled",
    expired: "Expired",
  },
  failure: {
    insufficient_funds: "Not enough money in the account",
    limit_exceeded: "Above the account's limit",
    wrong_pin: "Wrong PIN",
    phone_unreachable: "The phone could not be reached",
    session_busy: "The phone was busy with another prompt",
    declined: "Declined",
    invalid_account: "The account is not valid",
    provider_unavailable: "The provider did not respond",
    amount_mismatch: "The amount paid doesn't match",
    unknown: "No reason was given",
  },
  refundStatus: {
    submitting: "Being sent",
    pending: "On its way",
    unconfirmed: "Not known yet",
    paid: "Paid back",
    failed: "Failed",
    rejected: "Stopped",
  },
  deliveryStatus: {
    pending: "Will be sent",
    delivered: "Delivered",
    dead: "Gave up",
  },
  flags: {
    late: "Paid late",
    overpaid: "Overpaid",
    review: "Needs review",
  },
  methods: {
    card: "Card",
    mpesa: "M-Pesa",
    airtel: "Airtel Money",
    paybill: "Paybill",
    flexpay: "FlexPay",
    none: "Not tried",
  },
  overview: {
    title: "Overview",
    today: "Today",
    days: "Last 30 days",
    taken: "Taken",
    paidOrders: "Paid orders",
    success: "Success rate",
    successHelp: "Of the orders somebody tried to pay",
    toPaid: "From prompt to paid",
    toPaidHelp: "95 of 100 within {time}",
    byMethod: "By method",
    byStatus: "By status",
    method: "Method",
    status: "Status",
    orders: "Orders",
    amount: "Amount",
    perDay: "Paid per day",
    perDayText: "{amount} from {from} to {to}. Paid orders: {count}.",
    attention: "Needs a person",
    nothing: "Nothing needs a person now.",
    reviews: "Payments to review",
    overpaid: "Overpaid orders",
    refundsInReview: "Refunds to review",
    unmatchedPayments: "Payments without an order",
    undecidedTransfers: "Transfers to decide",
    deadDeliveries: "Webhooks that gave up",
    partlyPaid: "Partly paid",
    nonePartlyPaid: "No order is partly paid.",
    partlyPaidOrders: "Orders: {count}",
    paidAndDue: "{paid} paid, {due} due",
    providers: "Providers",
    up: "Responds",
    down: "Does not respond",
    unknown: "Not known yet",
    not_configured: "Not configured",
    backlog: "Work that is due",
    noBacklog: "Nothing waits.",
    pendingDeliveries: "Webhooks to send",
    tasksDue: "{count} due, the oldest for {time}",
    noOrders: "No orders in this time.",
  },
  orders: {
    title: "Orders",
    searchHelp: "Reference, id, receipt, phone or e-mail",
    status: "Status",
    from: "From",
    to: "To",
    reference: "Order",
    amount: "Amount",
    method: "Method",
    created: "Created",
    empty: "No orders here yet.",
    emptyFiltered: "No order matches these filters.",
    partlyPaid: "Partly paid",
    news: "New or changed orders: {count}.",
    attention: "Needs a person",
    caption: "Orders, newest first",
  },
  alerts,
  attention,
  unmatched,
  order,
  links,
  webhooks,
  keys,
  payouts,
  exports,
  audit,
  settings,
  reconciliation,
};

type Texts<T> = {
  readonly [K in keyof T]: T[K] extends string ? string : Texts<T[K]>;
};
export type Words = Texts<typeof en>;
