/** Alerts in the console: what people were told, and whether they can be reached. */
import { once } from "node:events";
import { createServer } from "node:http";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, it } from "vitest";
import { CANARIES } from "../support/canaries.ts";
import { consoleSuite } from "../support/console-suite.ts";
import { expectConsoleFit } from "../support/console.ts";
import { payByHand } from "../support/sandbox-control.ts";
import { startStack } from "../support/stack.ts";
import type { Stack } from "../support/stack.ts";

const stack = {} as Stack;
const { signedIn } = consoleSuite(stack);

let server: Server;
/** Of whoever is told. */
let answer = 204;

beforeAll(async () => {
  server = createServer((req, res) => {
    req.resume();
    res.writeHead(answer).end();
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const env = {
    MALIPO_ALERT_WEBHOOK_URL: `http://127.0.0.1:${port}/alerts`,
    MALIPO_ALERT_WEBHOOK_SECRET: CANARIES.webhookSecret,
  };
  Object.assign(stack, await startStack({ env }));
});
afterAll(async () => {
  await stack.close();
  server.close();
});

it("lists what people were told, and says how each takes a test message", async () => {
  await payByHand(stack, { account: "SHOES", amount: 1500 });
  await signedIn("/settings", async ({ page }) => {
    const card = page.getByRole("region", { name: "Alerts" });
    const row = card.getByRole("row", { name: /A payment without an order/ });
    await row.or(card.getByText("Nobody was told of anything yet.")).waitFor();
    await card.getByText("KES 1,500").waitFor({ timeout: 20_000 });

    const test = card.getByRole("button", { name: "Send a test message" });
    await test.click();
    await card.getByRole("status").getByText("Sent", { exact: true }).waitFor();
    answer = 503;
    await test.press("Enter");
    await card.getByRole("status").getByText("Not sent").waitFor();
    await card.getByRole("status").getByText("Code 503").waitFor();
    await expectConsoleFit(page, "the alerts");

    await row.getByRole("link").click();
    await page.waitForURL(/\/unmatched-payments\?state=open$/);
  });
});
