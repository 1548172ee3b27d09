/** Alerts to the people of the shop. */
import {
  alertListQuerySchema,
  alertListSchema,
  alertTestSchema,
  emptyBodySchema,
} from "@malipo/protocol/merchant";
import { ok } from "../../domain/errors.ts";
import { testAlerts, toListedAlert } from "../../use-cases/alerts/alerts.ts";
import { ORDER_ID } from "../kit/path-params.ts";
import { body, json, route } from "../kit/route.ts";
import type { Route } from "../kit/route.ts";

const TARGET = { channel: "email", to: "owner@duka.example" } as const;

export const ALERT_ROUTES: readonly Route[] = [
  route({
    id: "listAlerts",
    method: "GET",
    path: "/v1/merchant/alerts",
    access: "merchantKey",
    scope: "read",
    summary: "List alerts to people, newest first",
    description:
      "What the people of the shop were told (`MALIPO_ALERT_EMAIL`, `MALIPO_ALERT_WEBHOOK_URL`), and how far each message has come. One that waits for the end of quiet hours, or to be gathered with others, has no messages yet. Kept for 90 days.",
    query: alertListQuerySchema,
    responses: {
      200: json("A page of alerts.", alertListSchema, {
        alerts: [
          {
            id: "alt_8hQ2xVb0yT1uH5cK8nZpLw",
            type: "order.paid",
            at: "2026-11-21T09:00:00.000Z",
            about: {
              orderId: ORDER_ID.example,
              reference: "A-1001",
              amount: { value: 250_000, currency: "KES" },
            },
            state: "sent",
            messages: [
              {
                id: "alm_Yb3kD0sVQ6mJ1nXe8RwZtg",
                ...TARGET,
                state: "sent",
                tries: 1,
                lastStatus: null,
                sentAt: "2026-11-21T09:00:01.000Z",
              },
            ],
          },
        ],
        nextCursor: null,
      }),
    },
    async handle({ deps }, { query: page }) {
      const { items, nextCursor } = await deps.store.alerts.list(page);
      return ok({ alerts: items.map(toListedAlert), nextCursor });
    },
  }),

  route({
    id: "testAlerts",
    method: "POST",
    path: "/v1/merchant/alerts/test",
    access: "merchantKey",
    scope: "admin",
    audit: { object: "alert" },
    summary: "Send a test alert",
    description:
      "Sends a test to each address and to the webhook, once and at once, also in quiet hours, and returns how it was taken. It is not among the alerts.",
    body: body(emptyBodySchema, {}),
    responses: {
      200: json("How each took it.", alertTestSchema, {
        id: "alm_Yb3kD0sVQ6mJ1nXe8RwZtg",
        results: [{ ...TARGET, sent: true, status: null }],
      }),
    },
    problems: ["provider_not_configured"],
    handle: ({ deps }, { audit }) => testAlerts(deps, audit),
  }),
];
