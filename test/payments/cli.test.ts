import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { malipo, malipoJson } from "../support/malipo.ts";
import type { Ended } from "../support/malipo.ts";
import { PAID, paidOrder } from "../support/paid-order.ts";
import type { PaidOrder } from "../support/paid-order.ts";
import { payByHand, sendTransfer } from "../support/sandbox-control.ts";
import { makePayout, payoutBecomes } from "../support/sandbox-payouts.ts";
import { freePort, startStack } from "../support/stack.ts";
import type { Stack } from "../support/stack.ts";
import { startWebhookReceiver } from "../support/webhook-receiver.ts";
import type { WebhookReceiver } from "../support/webhook-receiver.ts";

let receiver: WebhookReceiver;
let stack: Stack;
let order: PaidOrder;
beforeAll(async () => {
  receiver = await startWebhookReceiver();
  stack = await startStack({
    webhookUrl: receiver.url,
    env: { FLEXPAY_UNMATCHED: "leave" },
  });
  order = await paidOrder(stack, "254712346101");
  await receiver.about(order.id, "order.paid");
});
afterAll(async () => {
  await stack.close();
  await receiver.close();
});

/** The cells of what is printed into a pipe. */
const cells = ({ stdout }: Ended): string[][] =>
  stdout
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => line.split("\t"));

const run = (...args: string[]) => malipo(stack, args);
const json = <T>(...args: string[]) => malipoJson<T>(stack, args);

const GIFT = {
  lines: [
    {
      sku: "GIFT",
      name: "Gift",
      quantity: 2,
      unitAmount: { value: 50_000, currency: "KES" },
    },
  ],
  reference: "CLI-1",
};

describe.concurrent("malipo, against a running relay", () => {
  it("orders: makes, lists and shows them", async () => {
    const made = await malipoJson<{ order: { id: string } }>(
      stack,
      ["orders", "create"],
      { input: GIFT },
    );
    expect(made).toMatchObject({
      order: { reference: "CLI-1", amount: { value: 100_000 } },
    });
    const list = await run("orders", "list", "--reference", "CLI-1");
    expect(list).toMatchObject({ exitCode: 0, stderr: "" });
    expect(cells(list)).toEqual([
      [
        made.order.id,
        "CLI-1",
        "open",
        "KES 1000.00",
        "–",
        "–",
        expect.stringContaining("T"),
      ],
    ]);
    const paid = await json<{ orders: { id: string }[] }>(
      "orders",
      "list",
      "--status",
      "paid",
    );
    expect(paid.orders.map(({ id }) => id)).toContain(order.id);
    const shown = await run("orders", "show", order.id);
    expect(shown.stdout).toContain("order.amount\tKES 7000.00\n");
    expect(shown.stdout).toContain("\nattempts\n");
  });

  it("orders: makes one for one key, and tells the key where the relay does not answer", async () => {
    const args = ["orders", "create", "--key", "cli-key-1"];
    const input = { ...GIFT, reference: "CLI-2" };
    const one = await malipoJson<{ order: { id: string } }>(stack, args, {
      input,
    });
    const two = await malipoJson<{ order: { id: string } }>(stack, args, {
      input,
    });
    expect(two.order.id).toBe(one.order.id);
    const nobody = `http://localhost:${await freePort()}`;
    const lost = await malipo(stack, ["orders", "create", "--relay", nobody], {
      input: GIFT,
    });
    expect(lost).toMatchObject({ exitCode: 1, stdout: "" });
    expect(lost.stderr).toMatch(/add --key [0-9a-f-]{36}\n/);
    expect(lost.stderr).toContain(`can't reach the relay at ${nobody}`);
  });

  it("links: makes, changes, shows and lists them", async () => {
    const wish = { title: "Gift card", amount: { value: 1, currency: "KES" } };
    const made = await malipoJson<{ id: string }>(stack, ["links", "create"], {
      input: wish,
    });
    const changed = await malipoJson(stack, ["links", "change", made.id], {
      input: { active: false },
    });
    expect(changed).toMatchObject({ id: made.id, active: false });
    const list = await run("links", "list", "--limit", "100");
    expect(cells(list)).toContainEqual([
      made.id,
      "Gift card",
      "KES 0.01",
      "no",
      expect.any(String) as string,
    ]);
    expect((await run("links", "show", made.id)).stdout).toContain(
      "title\tGift card\n",
    );
  });

  it("payouts: shows and stops them", async () => {
    const id = await makePayout(stack, { phone: "254712345600", amount: 25 });
    await payoutBecomes(stack, id, "pending");
    expect((await run("payouts", "show", id)).stdout).toContain(
      "status\tpending\n",
    );
    const stopped = await run("payouts", "reject", id);
    expect(cells(stopped)).toEqual([[id, "yes", "0", "Success"]]);
    const late = await run("payouts", "reject", id);
    expect(late).toMatchObject({ exitCode: 3, stdout: "" });
    expect(late.stderr).toContain("(provider_conflict, request ");
  });

  it("bills and routes: shows them", async () => {
    const bill = await json(
      "bills",
      "show",
      "68022bce-0453-45f9-a897-047db75fc39e",
    );
    expect(bill).toMatchObject({ status: "failed" });
    const routes = await run("routes", "list");
    expect(routes.exitCode).toBe(0);
    expect(cells(routes).map(([id]) => id)).toContain(
      "DED81224-70B6-ED11-AD49-0EE00E897F52",
    );
  });

  it("transfers: lists, shows, takes and sends back", async () => {
    const sent = { amount: "1500.00", webhook: "none", narration: "a gift" };
    const one = (await sendTransfer(stack, sent)).reference;
    const two = (await sendTransfer(stack, sent)).reference;
    const list = cells(await run("transfers", "list"));
    expect(list.find(([reference]) => reference === one)).toEqual([
      one,
      "awaiting_acceptance",
      "ada@pesawallet",
      "NGN 1500.00",
      "a gift",
      expect.stringContaining("T"),
    ]);
    expect(await json("transfers", "accept", one)).toMatchObject({
      transfer: { status: "completed" },
    });
    expect(
      await json("transfers", "reject", two, "--reason", "not for us"),
    ).toMatchObject({
      transfer: { status: "rejected", rejectionReason: "not for us" },
    });
    expect((await run("transfers", "show", two)).stdout).toContain(
      "transfer.status\trejected\n",
    );
    expect((await run("transfers", "accept", one)).exitCode).toBe(3);
  });

  it("refunds: makes, lists, shows and stops them", async () => {
    const { id } = await paidOrder(stack, "254712346200");
    const args = ["--reason", "Wrong size"];
    const part = await json<{ refund: { id: string } }>(
      ...["refunds", "create", id, ...args, "--amount", "2500.00"],
    );
    expect(part).toMatchObject({
      refund: { amount: { value: 250_000, currency: "KES" } },
    });
    const rest = await json<{ refund: { id: string } }>(
      ...["refunds", "create", id, ...args],
    );
    expect(rest).toMatchObject({ refund: { amount: { value: 450_000 } } });
    const more = await run("refunds", "create", id, ...args);
    expect(more.exitCode).toBe(3);
    expect(more.stderr).toContain("refund_not_possible");
    expect(await json("refunds", "reject", id, part.refund.id)).toMatchObject({
      refund: { status: "rejected" },
    });
    const list = cells(await run("refunds", "list", id));
    expect(list.map((row) => row.slice(0, 3))).toEqual([
      [part.refund.id, "rejected", "KES 2500.00"],
      [rest.refund.id, "pending", "KES 4500.00"],
    ]);
    const shown = await run("refunds", "show", id, rest.refund.id);
    expect(shown.stdout).toContain("refund.phone\t0712 ••• 200\n");
  });

  it("deliveries: lists, shows and sends again", async () => {
    const list = cells(await run("deliveries", "list", "--order", order.id));
    const [[id = "", event] = []] = list;
    expect(event).toBe("order.paid");
    expect(await json("deliveries", "show", id)).toMatchObject({
      payload: { type: "order.paid", data: { order: { amount: PAID } } },
    });
    expect((await run("deliveries", "redrive", id)).exitCode).toBe(0);
  });

  it("unmatched: lists payments of nobody's order", async () => {
    const none = await run("unmatched", "list");
    expect(none.exitCode).toBe(0);
    await payByHand(stack, { account: "NOSUCHORDER", amount: 150 });
    const list = cells(await run("unmatched", "list"));
    expect(list.map(([, ...rest]) => rest.slice(0, 2))).toContainEqual([
      "NOSUCHORDER",
      "KES 150.00",
    ]);
  });
});
