/** Alerts to the people of the shop. */
import { z } from "zod";
import { amountSchema } from "../amount.ts";
import { nextCursorSchema, pageQuerySchema, timeSchema } from "./common.ts";
import { DELIVERY_ERRORS } from "./deliveries.ts";
import { WEBHOOK_EVENTS } from "./webhooks.ts";

/** What people can be told of. `order.review`: also of an order that was overpaid. */
export const ALERT_KINDS = [
  "order.paid",
  "order.review",
  "payment.unmatched",
  "delivery.dead",
  "provider.down",
  "reconciliation.difference",
] as const;
export type AlertKind = (typeof ALERT_KINDS)[number];

/** `provider.up`: the end of what `provider.down` told. */
export const ALERT_TYPES = [...ALERT_KINDS, "provider.up"] as const;
export type AlertType = (typeof ALERT_TYPES)[number];

/** What an alert is about; which of these are there depends on its type. Nothing is about a person. */
export const alertFactsSchema = z
  .strictObject({
    orderId: z.string(),
    reference: z.string(),
    /** Null where the provider did not tell it. */
    amount: amountSchema.nullable(),
    flags: z.array(z.enum(["review", "overpaid"])),
    unmatchedPaymentId: z.string(),
    provider: z.string(),
    deliveryId: z.string(),
    event: z.enum(WEBHOOK_EVENTS),
    endpointId: z.string(),
    lastStatus: z.int().nullable(),
    lastError: z.enum(DELIVERY_ERRORS).nullable(),
    /** Of the provider's first check without an answer. */
    since: timeSchema,
    /** When it answered again. */
    until: timeSchema,
  })
  .partial()
  .meta({ id: "AlertFacts" });
export type AlertFacts = Readonly<z.infer<typeof alertFactsSchema>>;

export const alertSchema = z
  .strictObject({
    id: z.string(),
    type: z.enum(ALERT_TYPES),
    at: timeSchema,
    about: alertFactsSchema,
  })
  .meta({ id: "Alert" });
export type Alert = Readonly<z.infer<typeof alertSchema>>;

const alertGroupSchema = z
  .strictObject({
    type: z.enum(ALERT_TYPES),
    count: z.int().min(1),
    /** Of all of them, by currency. */
    totals: z.array(amountSchema),
    /** The oldest 20 of them. */
    alerts: z.array(alertSchema),
  })
  .meta({ id: "AlertGroup" });

export const ALERT_MESSAGE = "alert";
/** Sent when somebody asks for it; it has no groups. */
export const ALERT_TEST = "alert.test";

/** The body of the webhook to `MALIPO_ALERT_WEBHOOK_URL`. */
export const alertPayloadSchema = z
  .strictObject({
    type: z.enum([ALERT_MESSAGE, ALERT_TEST]),
    timestamp: timeSchema,
    data: z.strictObject({
      /** In one line, for people; the subject of the e-mail. */
      text: z.string(),
      livemode: z.boolean(),
      groups: z.array(alertGroupSchema),
    }),
  })
  .meta({ id: "AlertPayload" });
export type AlertPayload = Readonly<z.infer<typeof alertPayloadSchema>>;

export const ALERT_CHANNELS = ["email", "webhook"] as const;
export type AlertChannel = (typeof ALERT_CHANNELS)[number];

/** `waiting`: to be sent, or sent again. `failed`: given up. */
export const ALERT_STATES = ["waiting", "sent", "failed"] as const;
export type AlertState = (typeof ALERT_STATES)[number];

const channelSchema = z.enum(ALERT_CHANNELS);
/** An e-mail address, or "webhook". */
const toSchema = z.string();

export const listedAlertSchema = alertSchema
  .extend({
    /** `sent`: in every message. `failed`: one of them was given up. */
    state: z.enum(ALERT_STATES),
    /** The messages that it is in, one for each that is told; none yet while it waits to be gathered with others. */
    messages: z.array(
      z
        .strictObject({
          /** The `webhook-id`, and part of the e-mail's `Message-ID`. */
          id: z.string(),
          channel: channelSchema,
          to: toSchema,
          state: z.enum(ALERT_STATES),
          tries: z.int().min(0),
          /** The last answer's code, of SMTP or HTTP. */
          lastStatus: z.int().nullable(),
          sentAt: timeSchema.nullable(),
        })
        .meta({ id: "AlertMessage" }),
    ),
  })
  .meta({ id: "ListedAlert" });
export type ListedAlert = Readonly<z.infer<typeof listedAlertSchema>>;

export const alertListQuerySchema = pageQuerySchema;

export const alertListSchema = z
  .strictObject({
    alerts: z.array(listedAlertSchema),
    nextCursor: nextCursorSchema,
  })
  .meta({ id: "AlertList" });

/** How each took the test message. */
export const alertTestSchema = z
  .strictObject({
    /** The `webhook-id`, and part of each e-mail's `Message-ID`. */
    id: z.string(),
    results: z.array(
      z.strictObject({
        channel: channelSchema,
        to: toSchema,
        sent: z.boolean(),
        status: z.int().nullable(),
      }),
    ),
  })
  .meta({ id: "AlertTest" });
export type AlertTest = Readonly<z.infer<typeof alertTestSchema>>;
