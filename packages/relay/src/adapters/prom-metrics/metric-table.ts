/** All metrics of the relay. docs/operations.md shows them. */

interface Row {
  readonly name: string;
  readonly help: string;
  readonly labels: readonly string[];
}

interface HistogramRow extends Row {
  /** Upper bounds, in seconds. */
  readonly buckets: readonly number[];
}

export const COUNTERS = {
  orders: {
    name: "malipo_orders_total",
    help: "Orders that were created (open) or changed to this status.",
    labels: ["status"],
  },
  orderFlags: {
    name: "malipo_order_flags_total",
    help: "Orders that got a flag: late, overpaid or review.",
    labels: ["flag"],
  },
  attempts: {
    name: "malipo_attempts_total",
    help: "Attempts that were started (submitting) or changed to this status; failure is none unless they failed.",
    labels: ["method", "status", "failure"],
  },
  unknownValues: {
    name: "malipo_provider_unknown_values_total",
    help: "Undocumented codes and statuses from providers, treated as not final.",
    labels: ["provider", "kind"],
  },
  callbacks: {
    name: "malipo_callbacks_total",
    help: "Callbacks from providers, by result: recorded, unmatched or refused.",
    labels: ["provider", "result"],
  },
  deliveries: {
    name: "malipo_webhook_tries_total",
    help: "Attempts to deliver webhooks, by result: delivered, failed or dead.",
    labels: ["result"],
  },
  alerts: {
    name: "malipo_alert_tries_total",
    help: "Attempts to send alerts to people, by kind (email or webhook) and result: sent, failed or dead.",
    labels: ["kind", "result"],
  },
} as const satisfies Readonly<Record<string, Row>>;

export const HISTOGRAMS = {
  providerCalls: {
    name: "malipo_provider_call_seconds",
    help: "Calls to providers with their token requests, by operation and result. unavailable and unknown: no usable response.",
    labels: ["provider", "operation", "result"],
    buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
  },
  callbackCommits: {
    name: "malipo_callback_commit_seconds",
    help: "From the last byte of a callback to the commit after which it is acknowledged.",
    labels: [],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
  },
  streamed: {
    name: "malipo_commit_to_stream_seconds",
    help: "From the commit of a change to its event in an open stream of the same relay.",
    labels: [],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
  },
} as const satisfies Readonly<Record<string, HistogramRow>>;

export const GAUGES = {
  build: {
    name: "malipo_build_info",
    help: "Always 1; the label is the relay's version.",
    labels: ["version"],
  },
  openStreams: {
    name: "malipo_open_streams",
    help: "Open event streams of this relay.",
    labels: [],
  },
  tasksDue: {
    name: "malipo_tasks_due",
    help: "Tasks that are due, by kind; at most 10,000. Of the database.",
    labels: ["kind"],
  },
  oldestTask: {
    name: "malipo_task_oldest_due_seconds",
    help: "How long the oldest task of a kind has been due and not running; 0 if there is none. Of the database.",
    labels: ["kind"],
  },
  webhooks: {
    name: "malipo_webhooks",
    help: "Stored webhooks that are pending, or dead while their endpoint was not deleted; at most 10,000 each. Of the database.",
    labels: ["status"],
  },
  unmatchedPayments: {
    name: "malipo_unmatched_payments",
    help: "Payments without an order that nobody has assigned or dismissed; at most 10,000. Of the database.",
    labels: [],
  },
  flaggedOrders: {
    name: "malipo_orders_flagged",
    help: "Orders that need a person, by flag: review or overpaid; at most 20,000 each. Of the database.",
    labels: ["flag"],
  },
  refundsInReview: {
    name: "malipo_refunds_in_review",
    help: "Refunds that need a manual review; at most 10,000. Of the database.",
    labels: [],
  },
  undecidedTransfers: {
    name: "malipo_transfers_undecided",
    help: "Transfers that match no order and wait for the merchant's decision; at most 10,000. Of the database.",
    labels: [],
  },
  differences: {
    name: "malipo_reconciliation_differences",
    help: "Open differences to the provider, by cause; at most 10,000 in all. Of the database.",
    labels: ["cause"],
  },
  oldestDifference: {
    name: "malipo_reconciliation_oldest_difference_seconds",
    help: "How long ago the oldest open difference was found; 0 if there is none. Of the database.",
    labels: [],
  },
  lastReconciliation: {
    name: "malipo_reconciliation_last_finished_timestamp_seconds",
    help: "When a day was last reconciled to its end, as a Unix time; none before the first. Of the database.",
    labels: [],
  },
} as const satisfies Readonly<Record<string, Row>>;
