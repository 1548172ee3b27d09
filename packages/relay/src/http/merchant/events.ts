/** What webhooks say, as a list. */
import {
  eventListQuerySchema,
  eventListSchema,
} from "@malipo/protocol/merchant";
import { listEvents } from "../../use-cases/deliveries/events.ts";
import { DELIVERY, WEBHOOK } from "../kit/examples.ts";
import { json, route } from "../kit/route.ts";
import type { Route } from "../kit/route.ts";

export const EVENT_ROUTES: readonly Route[] = [
  route({
    id: "listEvents",
    method: "GET",
    path: "/v1/merchant/events",
    access: "merchantKey",
    scope: "read",
    summary: "List events, oldest or newest first",
    description:
      "What webhooks say, with the same bodies, also if there is no endpoint; kept for 30 days. To go on later, pass the `cursor` of the last event that you know as `after`. `order=desc` lists the newest first, to look at, and takes no `after`. Those of an order are in their order, and what comes later comes behind.",
    query: eventListQuerySchema,
    responses: {
      200: json("A page of events.", eventListSchema, {
        events: [{ id: DELIVERY.eventId, cursor: "evt1042", payload: WEBHOOK }],
        nextCursor: null,
      }),
    },
    handle: ({ deps }, { query }) => listEvents(deps, query),
  }),
];
