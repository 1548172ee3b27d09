/** docs/merchant-interface.md does what it says: each of its commands is run as it stands, against a whole stack. */
import { rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, describe, expect, it, onTestFinished } from "vitest";
import { z } from "zod";
import { CANARIES } from "../support/canaries.ts";
import { createLink } from "../support/links.ts";
import { malipo } from "../support/malipo.ts";
import type { Ended } from "../support/malipo.ts";
import { callAsMerchant } from "../support/merchant-call.ts";
import {
  RESPONSES,
  COMMANDS,
  countBlocks,
  differences,
  tableAfter,
} from "../support/merchant-page.ts";
import { paidOrder } from "../support/paid-order.ts";
import { askForRefund, kes, refundIn } from "../support/refunds.ts";
import { payByHand, sendTransfer } from "../support/sandbox-control.ts";
import { makePayout, payoutBecomes } from "../support/sandbox-payouts.ts";
import { openShell } from "../support/shell.ts";
import { useToldStack } from "../support/stack.ts";
import { until } from "../support/until.ts";

/** Over in every time zone. */
const YESTERDAY = new Date(Date.now() - 48 * 60 * 60_000)
  .toISOString()
  .slice(0, 10);
const BILL = "7d0c2f61-52be-4c0a-9d6e-2b8a4f1c7e10";

type Variables = Readonly<Record<string, string>>;

const { stack } = useToldStack({ env: { FLEXPAY_UNMATCHED: "leave" } });
const shell = openShell();
afterAll(() => {
  rmSync(shell.folder, { recursive: true });
});

/** A command of the page, after the page's own set-up with this relay's address and key. */
async function runCommand(
  name: string,
  variables: Variables,
  within = shell,
): Promise<Ended> {
  const key = path.join(within.folder, "merchant-key");
  writeFileSync(key, CANARIES.merchantKey);
  const setup = (COMMANDS.get("setup") ?? "")
    .replace("https://pay.shop.example", stack.relayUrl)
    .replace("/run/secrets/malipo-merchant-key", key);
  const commands = name === "setup" ? "" : (COMMANDS.get(name) ?? "exit 99");
  return within.run(setup + commands, variables);
}

/** The JSON that a `curl` of the page sends. */
const bodyOf = (name: string): string =>
  /-d '(\{[^]*?\})'/.exec(COMMANDS.get(name) ?? "")?.[1] ?? "";

const order = async (phone: string): Promise<Variables> => {
  const { id } = await paidOrder(stack, phone);
  return { ORDER: id };
};
const created = async (): Promise<Variables> => {
  const body: unknown = JSON.parse(bodyOf("create-order"));
  const { json } = await callAsMerchant(stack, "POST", "/orders", { body });
  const made = z.object({ order: z.object({ id: z.string() }) }).parse(json);
  return { ORDER: made.order.id };
};
const refund = async (phone: string): Promise<Variables> => {
  const { id } = await paidOrder(stack, phone);
  const answer = await askForRefund(stack, { id }, { amount: kes(100_000) });
  return { ORDER: id, REFUND: refundIn(answer).id };
};
const payout = async (ending: string, state: string): Promise<Variables> => {
  const phone = `2547123456${ending}`;
  const id = await makePayout(stack, { phone, amount: 1500 });
  await payoutBecomes(stack, id, state);
  return { PAYOUT: id };
};
const transfer = async (): Promise<string> => {
  const narration = "for the shirts";
  const sent = { amount: "1500.00", narration, webhook: "none" };
  return (await sendTransfer(stack, sent)).reference;
};
const link = async (): Promise<Variables> => ({
  LINK: (await createLink(stack, { title: "Gift card" })).id,
});
const apiKey = async (): Promise<Variables> => {
  const body = { name: "Shop", scopes: ["read"] };
  const { json } = await callAsMerchant(stack, "POST", "/api-keys", { body });
  const made = z.object({ apiKey: z.object({ id: z.string() }) }).parse(json);
  return { API_KEY: made.apiKey.id };
};
const cancelled = async (): Promise<Variables> => {
  const made = await created();
  const path = `/orders/${made["ORDER"] ?? ""}/cancel`;
  await callAsMerchant(stack, "POST", path, { body: {} });
  return made;
};
/** An order that was told of. */
const delivery = async (): Promise<Variables> => {
  const { ORDER = "" } = await order("254712347501");
  return until("the webhook is delivered", async () => {
    const { json } = await callAsMerchant(
      stack,
      "GET",
      `/deliveries?status=delivered&orderId=${ORDER}`,
    );
    const { deliveries } = z
      .object({ deliveries: z.array(z.object({ id: z.string() })) })
      .parse(json);
    const [told] = deliveries;
    return told && { ORDER, DELIVERY: told.id };
  });
};
/** An order of 2,500 shillings, and a payment whose account is not its own. */
const strayPayment = async (): Promise<Variables> => {
  const { receipt } = await payByHand(stack, {
    account: "ORDR-42",
    amount: 2500,
  });
  return { ...(await created()), PAYMENT: receipt };
};
/** An order that was paid twice. */
const overpaid = async (phone: string): Promise<Variables> => {
  const variables = await order(phone);
  const { receipt } = await payByHand(stack, { account: "TWICE", amount: 500 });
  const to = `/unmatched-payments/${receipt}/assign`;
  const body = { orderId: variables["ORDER"] };
  await callAsMerchant(stack, "POST", to, { body });
  return variables;
};
const file = (name: string, of: string): Variables => {
  writeFileSync(path.join(shell.folder, name), bodyOf(of));
  return {};
};

/** What must be there before a command of the page can work. */
const PREPARED: Readonly<Record<string, () => Variables | Promise<Variables>>> =
  {
    setup: () => ({}),
    "create-order": () => ({}),
    "create-order-cli": () => file("order.json", "create-order"),
    "show-order": delivery,
    "show-order-cli": () => order("254712347101"),
    "check-order": () => order("254712347601"),
    "check-order-cli": () => order("254712347701"),
    "resolve-order": () => overpaid("254712347601"),
    "resolve-order-cli": () => overpaid("254712347701"),
    "cancel-order": created,
    "cancel-order-cli": created,
    refund: () => order("254712347200"),
    "refund-cli": () => order("254712347300"),
    "follow-refund": () => refund("254712347400"),
    "follow-refund-cli": () => refund("254712347600"),
    payout: () => payout("05", "timed_out"),
    "reject-payout": () => payout("00", "pending"),
    "payout-cli": () => payout("00", "pending"),
    bill: () => ({ BILL }),
    "bill-cli": () => ({ BILL }),
    routes: () => ({}),
    "routes-cli": () => ({}),
    "pending-transfers": async () => ({ TRANSFER: await transfer() }),
    "accept-transfer": async () => ({ TRANSFER: await transfer() }),
    "reject-transfer": async () => ({ TRANSFER: await transfer() }),
    "transfers-cli": async () => ({
      TRANSFER: await transfer(),
      OTHER_TRANSFER: await transfer(),
    }),
    "create-link": () => ({}),
    "create-link-cli": () => file("link.json", "create-link"),
    "change-link": link,
    "links-cli": link,
    reconcile: () => ({ DAY: YESTERDAY }),
    "reconcile-read": async () => {
      const to = `/reconciliations/${YESTERDAY}`;
      await callAsMerchant(stack, "POST", to, { body: {} });
      return { DAY: YESTERDAY };
    },
    "reconcile-cli": () => ({ DAY: YESTERDAY }),
    unmatched: async () => {
      await payByHand(stack, { account: "ORDR-42", amount: 1500 });
      return {};
    },
    "assign-payment": strayPayment,
    "unmatched-cli": strayPayment,
    export: () => ({}),
    "export-cli": () => ({}),
    summary: () => ({}),
    "summary-cli": () => ({}),
    deliveries: delivery,
    "deliveries-cli": delivery,
    events: cancelled,
    "create-key": () => ({}),
    "keys-cli": () => ({}),
    "rotate-key": apiKey,
    "delete-key": apiKey,
    audit: cancelled,
    "audit-cli": cancelled,
    settings: () => ({}),
    "settings-cli": () => ({}),
    error: () => ({}),
    "exit-code": () => ({}),
  };
/** What commands say to people while they work; the others nothing. */
const SAID: Readonly<Record<string, RegExp>> = {
  "reconcile-cli": /^No differences\.\nNo results\.\n$/,
  "deliveries-cli": /^No results\.\n$/,
  // No order needs a person, or some.
  "show-order-cli": /^(?:No results\.\n)?$/,
  // No refund was made yet, or some.
  "audit-cli": /^(?:No results\.\n|More results: .*\n)?$/,
  "exit-code": /\(not_found, request [^)]+\)\n$/,
};

describe("docs/merchant-interface.md", () => {
  it("has a mark for each of its commands and responses", () => {
    expect([...COMMANDS.keys()].toSorted()).toEqual(
      Object.keys(PREPARED).toSorted(),
    );
    expect(countBlocks("sh")).toBe(COMMANDS.size);
    expect(countBlocks("json")).toBe(RESPONSES.size);
    for (const name of RESPONSES.keys()) expect(COMMANDS.has(name)).toBe(true);
  });

  it.each([...COMMANDS.keys()])(
    "shows commands that work: %s",
    async (name) => {
      const ended = await runCommand(name, (await PREPARED[name]?.()) ?? {});
      expect(ended).toMatchObject({ exitCode: 0 });
      expect(ended.stderr).toMatch(SAID[name] ?? /^$/);
      const shown = RESPONSES.get(name);
      if (shown !== undefined)
        expect(differences(shown, JSON.parse(ended.stdout))).toEqual([]);
      else expect(ended.stdout).not.toContain("/problems/");
    },
  );

  it("shows commands for which our stand-in does what curl does", async () => {
    const own = openShell({ ownCurl: true });
    onTestFinished(() => {
      rmSync(own.folder, { recursive: true });
    });
    for (const name of ["create-link", "error"]) {
      const { stdout } = await runCommand(name, {}, own);
      const shown = RESPONSES.get(name);
      expect(differences(shown, JSON.parse(stdout))).toEqual([]);
    }
    const off = await runCommand("change-link", await link(), own);
    expect(JSON.parse(off.stdout)).toMatchObject({ active: false });
  });

  it.each([
    ["Refund", "Refund.properties.status.enum"],
    ["Payout", "Payout.properties.status.enum"],
    ["LinkMirror", "LinkMirror.properties.state.enum"],
    ["AuditEntry", "AuditEntry.properties.outcome.enum"],
    ["UnmatchedPayment", "UnmatchedPayment.properties.state.enum"],
  ])("explains every status of %s", async (name, at) => {
    const answer = await fetch(`${stack.relayUrl}/openapi.json`);
    const listed = `components.schemas.${at}`
      .split(".")
      .reduce<unknown>(
        (found, each) => Reflect.get(found as object, each),
        await answer.json(),
      );
    const rows = tableAfter(`statuses: ${name}`, "statuses");
    expect(rows.map(([status]) => status).toSorted()).toEqual(
      z.array(z.string()).parse(listed).toSorted(),
    );
  });

  it("names codes that have a page, with their status", async () => {
    const rows = tableAfter("codes", "codes");
    expect(rows.length).toBeGreaterThan(10);
    for (const [code = "", status = ""] of rows) {
      const page = await fetch(`${stack.relayUrl}/problems/${code}`);
      expect(page.status).toBe(200);
      expect(await page.text()).toContain(`HTTP ${status}`);
    }
  });

  it("names the exit codes that the commands name", async () => {
    const { stdout } = await malipo(stack, ["refunds", "--help"]);
    const [, named = ""] = /Exit codes: (.*)\./.exec(stdout) ?? [];
    const rows = tableAfter("exit codes", "exit codes");
    expect(rows.map(([code]) => code)).toEqual(named.match(/\d/g));
  });

  it("ends with the code for what does not exist", async () => {
    const { stdout } = await runCommand("exit-code", {});
    expect(stdout).toBe("exited with 4\n");
  });
});
