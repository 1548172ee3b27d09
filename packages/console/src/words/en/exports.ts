/** English, of the page with the exports. */
export const exports = {
  title: "Exports",
  help: "A CSV file for your spreadsheet or your bookkeeping, oldest first. Times are in the shop's time zone ({timeZone}), with UTC beside them.",
  what: "What",
  kinds: {
    orders: "Orders",
    refunds: "Refunds",
    "unmatched-payments": "Payments without an order",
    deliveries: "Webhook deliveries",
    "audit-log": "Audit log",
  },
  needsAdmin: "needs the scope admin",
  days: "Which days",
  from: "From",
  to: "To, included",
  thisMonth: "This month",
  lastMonth: "Last month",
  wrongDays: "Choose two days, the first no later than the last.",
  download: "Download",
  stop: "Stop",
  loading: "Downloading {file}: {size} so far.",
  begun: "The download has begun.",
  done: "{file} was downloaded: {size}.",
  stopped: "The download was stopped. No file was saved.",
  brokeOff:
    "The export broke off and is not complete. No file was saved. Try again.",
} as const;
