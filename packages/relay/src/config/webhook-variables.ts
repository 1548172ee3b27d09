/** The variables of webhooks to the merchant's backend. */
import { serviceUrl, withoutQuery } from "../adapters/environment/addresses.ts";
import { choice } from "../adapters/environment/parsers.ts";
import { webhookSecret } from "../adapters/environment/secrets.ts";
import { variable } from "../adapters/environment/variable.ts";
import type { Variables } from "../adapters/environment/variable.ts";

export const WEBHOOK = {
  webhookUrl: variable({
    name: "MALIPO_WEBHOOK_URL",
    about: "The https URL that receives webhooks.",
    parse: serviceUrl,
    show: withoutQuery,
  }),
  webhookSecret: variable({
    name: "MALIPO_WEBHOOK_SECRET",
    about:
      "The signing secret in Standard Webhooks format: whsec_ followed by 24 to 64 random bytes in base64.",
    parse: webhookSecret,
    secret: true,
  }),
  webhookSecretPrevious: variable({
    name: "MALIPO_WEBHOOK_SECRET_PREVIOUS",
    about:
      "The previous secret, during a rotation: webhooks are then signed with both.",
    parse: webhookSecret,
    secret: true,
  }),
  abandonedOrders: variable({
    name: "MALIPO_WEBHOOK_ABANDONED_ORDERS",
    about:
      "Whether order.expired is sent for orders that nobody tried to pay: skip or send. In a busy shop most orders are such abandoned carts.",
    parse: choice("skip", "send"),
    default: "skip",
  }),
} as const satisfies Variables;
