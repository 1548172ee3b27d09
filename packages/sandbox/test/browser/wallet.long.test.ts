import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { startFlexpay } from "../flexpay/harness.ts";
import { NO_SCRIPT, useBrowser } from "./browser.ts";

const openPage = useBrowser();

const transfer = (page: Page, reference: unknown) =>
  page.locator(`.transfer[data-reference="${String(reference)}"]`);

const send = (page: Page) => page.getByRole("button", { name: "Send" }).click();

describe("the wallet in a browser", () => {
  it("sends what a link fills in, and shows live what the shop does", async () => {
    const { sandbox, shop } = await startFlexpay();
    const query = "tag=@duka&amount=4700&currency=KES&narration=ORD-7848";
    const page = await openPage(`${sandbox.url}/wallet?${query}`);
    await page.getByText("Nothing was sent yet").waitFor();
    await send(page);
    const card = page.locator(".transfer");
    await card.getByText("Waits for the shop").waitFor();
    expect(await card.textContent()).toContain("KES 4,700.00");
    const { data } = await shop("GET", "/transactions/pending");
    const reference = await card.getAttribute("data-reference");
    expect(data["content"]).toMatchObject([
      {
        reference,
        senderTag: "ada@pesawallet",
        receiverTag: "@duka",
        amount: 4700,
        currency: "KES",
        narration: "ORD-7848",
      },
    ]);
    await shop("POST", `/transactions/${String(reference)}/accept`);
    await card.getByText("Accepted by the shop.").waitFor();
    await page.getByText("KES 995,300.00").waitFor();
    expect(await page.locator("#announcer").textContent()).toContain(
      "KES 4,700.00 to @duka: Accepted by the shop.",
    );
  });

  it("shows transfers made by program, and why one was rejected", async () => {
    const harness = await startFlexpay();
    const page = await openPage(`${harness.sandbox.url}/wallet`);
    await page.getByText("Connected").waitFor();
    const { reference } = await harness.transfer({ senderTag: "@broke" });
    const path = `/transactions/${String(reference)}`;
    const card = transfer(page, reference);
    await card.waitFor();
    expect((await harness.shop("POST", `${path}/accept`)).status).toBe(422);
    await harness.shop("POST", `${path}/reject`, { reason: "No such order" });
    await card.getByText("Rejected: No such order").waitFor();
    expect(await card.getAttribute("data-state")).toBe("REJECTED");
  });

  it("works without JavaScript", async () => {
    const { sandbox } = await startFlexpay();
    const page = await openPage(`${sandbox.url}/wallet`, NO_SCRIPT);
    await page.getByLabel("To tag").fill("@nobody");
    await page.getByLabel("Amount").fill("7");
    await send(page);
    await page.getByText("Nobody has this tag.").waitFor();
    expect(await page.getByLabel("Amount").inputValue()).toBe("7");
    await page.getByLabel("To tag").fill("@duka");
    await send(page);
    await page.getByText("Waits for the shop").waitFor();
  });
});
