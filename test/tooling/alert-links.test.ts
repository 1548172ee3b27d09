import { expect, it } from "vitest";
import { findPage } from "../../packages/console/src/app/find-page.ts";
import { PAGES } from "../../packages/console/src/pages/pages.ts";
import { ALERT_TYPES } from "../../packages/protocol/src/merchant/alerts.ts";
import { createTimeZone } from "../../packages/protocol/src/time-zone.ts";
import { linkOf } from "../../packages/relay/src/use-cases/alerts/alert-words.ts";

const zone = createTimeZone("Africa/Nairobi");
if (zone === undefined) throw new Error("no time zone");
const context = {
  consoleUrl: "https://desk.example",
  providerTitles: {},
  merchant: { name: "Duka" },
  livemode: false,
  zone,
};

/** Nobody opens these: they are about what the relay sees to. */
const WITHOUT = ["provider.down", "provider.up"];

it.each(ALERT_TYPES)(
  "an alert of %s leads to a page of the console",
  (type) => {
    const about = { orderId: "ord_1", deliveryId: "msg_1" };
    const link = linkOf({ id: "alt_1", type, at: 0, about }, context);
    const found = link === null ? null : new URL(link.url);
    const page =
      found &&
      findPage(
        PAGES,
        found.pathname.replace("/console", ""),
        found.searchParams,
      );
    expect(page !== null && page !== undefined).toBe(!WITHOUT.includes(type));
  },
);
