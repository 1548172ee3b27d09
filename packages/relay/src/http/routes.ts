/** All routes of the relay. New route files are added only here. */
import { createAddresses } from "./kit/addresses.ts";
import type { Route, RouteGroup } from "./kit/route.ts";
import { ALERT_ROUTES } from "./merchant/alerts.ts";
import { API_KEY_ROUTES } from "./merchant/api-keys.ts";
import { AUDIT_LOG_ROUTES } from "./merchant/audit-log.ts";
import { BILL_ROUTES } from "./merchant/bills.ts";
import { DELIVERY_ROUTES } from "./merchant/deliveries.ts";
import { EVENT_ROUTES } from "./merchant/events.ts";
import { EXPORT_ROUTES } from "./merchant/exports.ts";
import { MERCHANT_ORDER_ROUTES } from "./merchant/orders.ts";
import { MERCHANT_PAYMENT_LINK_ROUTES } from "./merchant/payment-links.ts";
import { PAYOUT_ROUTES } from "./merchant/payouts.ts";
import { RECONCILIATION_ROUTES } from "./merchant/reconciliations.ts";
import { REFUND_ROUTES } from "./merchant/refunds.ts";
import { SETTINGS_ROUTES } from "./merchant/settings.ts";
import { SUMMARY_ROUTES } from "./merchant/summary.ts";
import { TRANSACTION_ROUTE_ROUTES } from "./merchant/transaction-routes.ts";
import { TRANSFER_ROUTES } from "./merchant/transfers.ts";
import { UNMATCHED_PAYMENT_ROUTES } from "./merchant/unmatched-payments.ts";
import { WEBHOOK_ENDPOINT_ROUTES } from "./merchant/webhook-endpoints.ts";
import { OPS_ROUTES } from "./ops/routes.ts";
import { PAY_PAGE_ROUTES } from "./pages/pay-page.ts";
import { PROBLEM_PAGE_ROUTES } from "./pages/problem-pages.ts";
import { RECEIPT_ROUTES } from "./pages/receipt-page.ts";
import { WIDGET_ROUTES } from "./pages/widget.ts";
import { INBOUND_ROUTES } from "./provider/inbound-routes.ts";
import { RETURN_ROUTES } from "./provider/returns.ts";
import { ATTEMPT_ROUTES } from "./shopper/attempts.ts";
import { ORDER_ROUTES } from "./shopper/orders.ts";
import { PAYMENT_LINK_ROUTES } from "./shopper/payment-links.ts";

export const ROUTE_GROUPS: readonly RouteGroup[] = [
  {
    tag: "Shopper",
    description: "Called by the widget, from pages on allowed origins.",
    routes: [...ORDER_ROUTES, ...ATTEMPT_ROUTES, ...PAYMENT_LINK_ROUTES],
  },
  {
    tag: "Merchant",
    description: "Called by the merchant's backend, never by a browser.",
    routes: [
      ...MERCHANT_ORDER_ROUTES,
      ...MERCHANT_PAYMENT_LINK_ROUTES,
      ...REFUND_ROUTES,
      ...PAYOUT_ROUTES,
      ...BILL_ROUTES,
      ...TRANSACTION_ROUTE_ROUTES,
      ...TRANSFER_ROUTES,
      ...UNMATCHED_PAYMENT_ROUTES,
      ...RECONCILIATION_ROUTES,
      ...EXPORT_ROUTES,
      ...SUMMARY_ROUTES,
      ...ALERT_ROUTES,
      ...API_KEY_ROUTES,
      ...AUDIT_LOG_ROUTES,
      ...SETTINGS_ROUTES,
    ],
  },
  {
    tag: "Webhooks",
    description:
      "Webhooks to the merchant's backend, where they go, and what they say as a list.",
    routes: [...DELIVERY_ROUTES, ...EVENT_ROUTES, ...WEBHOOK_ENDPOINT_ROUTES],
  },
  {
    tag: "Provider",
    description: "Called by the payment providers. A callback is only a hint.",
    routes: [...INBOUND_ROUTES, ...RETURN_ROUTES],
  },
  {
    tag: "Public",
    description: "Public.",
    routes: [
      ...OPS_ROUTES,
      ...WIDGET_ROUTES,
      ...PAY_PAGE_ROUTES,
      ...RECEIPT_ROUTES,
      ...PROBLEM_PAGE_ROUTES,
    ],
  },
];

export const ROUTES: readonly Route[] = ROUTE_GROUPS.flatMap(
  ({ routes }) => routes,
);

export const ADDRESSES = createAddresses(ROUTES);
