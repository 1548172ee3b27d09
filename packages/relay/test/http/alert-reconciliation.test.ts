import { expect, it } from "vitest";
import { ScriptedMailer, startAlerting } from "../support/alerting.ts";
import { paidOrder } from "../support/merchant.ts";
import {
  UNTIL_DUE_SECONDS,
  runAgain,
  script,
  untilEnded,
} from "../support/reconciling.ts";

it("an alert tells people of each open difference, once", async () => {
  const mailer = new ScriptedMailer();
  const relay = await startAlerting({
    mailer,
    kinds: ["reconciliation.difference"],
  });
  const orders = [await paidOrder(relay), await paidOrder(relay)];
  script(
    relay,
    Object.fromEntries(
      orders.map(({ attemptId }) => [attemptId, { kind: "not_found" }]),
    ),
  );
  relay.clock.advance(UNTIL_DUE_SECONDS);
  await untilEnded(relay);
  await runAgain(relay);
  await untilEnded(relay, 2);
  const { items } = await relay.store.alerts.list({ limit: 10 });
  expect(new Set(items.map(({ alert }) => alert.type))).toEqual(
    new Set(["reconciliation.difference"]),
  );
  expect(items.map(({ alert }) => alert.about.orderId).toSorted()).toEqual(
    orders.map(({ id }) => id).toSorted(),
  );
});
