/** English, of the messages to the people of the shop. */
export const alerts = {
  title: "Alerts",
  help: "What the people of the shop were told, by e-mail or webhook, in the last 90 days. Whom the relay tells, and of what, is in its configuration.",
  caption: "Alerts, newest first",
  empty: "Nobody was told of anything yet.",
  what: "What",
  at: "When",
  state: "State",
  messages: "To whom",
  types: {
    "order.paid": "An order was paid",
    "order.review": "An order needs a person",
    "payment.unmatched": "A payment without an order",
    "delivery.dead": "A webhook gave up",
    "provider.down": "A provider does not respond",
    "provider.up": "A provider responds again",
    "reconciliation.difference": "A day differs from the provider's records",
  },
  states: {
    waiting: "Will be sent",
    sent: "Sent",
    failed: "Gave up",
  },
  since: "since {time}",
  webhook: "Webhook",
  noMessages: "Waits for quiet hours to end, or for others to go with it",
  tries: "Tries: {count}.",
  status: "Code {status}",
  test: "Send a test message",
  testing: "Sending…",
  testSent: "Sent",
  testFailed: "Not sent",
  problems: {
    provider_not_configured:
      "Nobody is told of anything. Whoever runs the relay has to set MALIPO_ALERT_EMAIL or MALIPO_ALERT_WEBHOOK_URL.",
  },
} as const;
