/** Payment links in the console, in a real browser against a real relay. */
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { consoleSuite } from "../support/console-suite.ts";
import {
  MARKUP,
  expectConsoleFit,
  heading,
  makeKey,
  signIn,
} from "../support/console.ts";
import { expectFit } from "../support/looks.ts";
import { createLink } from "../support/links.ts";
import type { Link } from "../support/links.ts";
import { callAsMerchant } from "../support/merchant-call.ts";
import { takePicture } from "../support/pictures.ts";
import { useToldStack } from "../support/stack.ts";

const { stack } = useToldStack();
/** A form in every look and language takes a busy machine most of a minute. */
const LONG_MS = 120_000;
const { atDesk } = consoleSuite(stack);

const linksNamed = async (title: string): Promise<number> => {
  const { json } = await callAsMerchant(
    stack,
    "GET",
    `/payment-links?q=${encodeURIComponent(title)}`,
  );
  return (json as { paymentLinks: unknown[] }).paymentLinks.length;
};
const linkOf = async (page: Page): Promise<unknown> => {
  const id = /\/links\/(pl_[\w-]+)/.exec(page.url())?.[1] ?? "";
  return (await callAsMerchant(stack, "GET", `/payment-links/${id}`)).json;
};

it(
  "makes a link of everything that a link can have, once, also over a reload",
  async () => {
    await atDesk(async ({ page, open }) => {
      await open("/links");
      await signIn(page);
      await page.getByText("No payment links yet.").waitFor();
      await page.getByRole("link", { name: "New payment link" }).click();
      await heading(page, "New payment link").waitFor();
      await page.getByLabel("Title").fill("Cooking class");
      await page.getByLabel("Amount", { exact: true }).fill("2,500");
      await takePicture(page, "link-form", {
        width: 360,
        colorScheme: "light",
      });
      await page.getByLabel("Description").fill(MARKUP);
      const quantity = page.getByRole("group", { name: /one payer can take/ });
      await quantity.getByLabel("At least").fill("1");
      await quantity.getByLabel("At most").fill("4");
      await page.getByLabel("Can be paid in parts").check();
      await page.getByLabel("Deposit, in percent").fill("30");
      await page.getByLabel("How often it can be paid").fill("30");
      await page.getByLabel("Ends at").fill("2031-01-31T18:30");
      await page.getByLabel("What payers read").fill("The class is full.");
      await page.getByRole("button", { name: "Add a question" }).click();
      await page.getByLabel("Question", { exact: true }).fill("T-shirt size");
      await page.getByLabel("Answer", { exact: true }).selectOption("choice");
      await page.getByLabel("The list, one on each line").fill("S\nM\nL");
      await page.getByRole("button", { name: "Add a question" }).click();
      const second = page.getByRole("group", { name: "Question 2" });
      await second.getByLabel("Question", { exact: true }).fill("Your name");
      await second.getByLabel("Must be answered").check();
      await page.getByRole("button", { name: "Move question 2 up" }).click();
      await page.getByRole("button", { name: "Add a pair" }).click();
      await page.getByLabel("Name 1").fill("branch");
      await page.getByLabel("Value 1").fill("Westlands");
      await page.getByLabel("Your reference").fill("CLASS 1");
      await expectConsoleFit(page, "new link");

      await page.reload();
      expect(await page.getByLabel("Title").inputValue()).toBe("Cooking class");
      const create = page.getByRole("button", { name: "Create the link" });
      await create.click();
      // What the relay refuses is said where it was typed.
      const reference = page.getByLabel("Your reference");
      await page.getByText("must be 1 to 64 letters").waitFor();
      expect(await reference.getAttribute("aria-invalid")).toBe("true");
      await expect
        .poll(() => page.evaluate("document.activeElement.name"))
        .toBe("reference");
      await reference.fill("CLASS-1");
      await create.dblclick();
      await heading(page, "Cooking class").waitFor();
      expect(await linksNamed("cooking class")).toBe(1);
      expect(await linkOf(page)).toMatchObject({
        title: "Cooking class",
        description: MARKUP,
        amount: { value: 250_000, currency: "KES" },
        quantity: { min: 1, max: 4 },
        payment: "partial",
        deposit: { percent: 30 },
        maxPayments: 30,
        expiresAt: "2031-01-31T15:30:00.000Z",
        inactiveMessage: "The class is full.",
        reference: "CLASS-1",
        metadata: { branch: "Westlands" },
        fields: [
          { id: "your_name", type: "text", required: true },
          { id: "t_shirt_size", type: "choice", choices: ["S", "M", "L"] },
        ],
      });
      await page.getByText(MARKUP).waitFor();
      // The draft is gone.
      await open("/links/new");
      expect(await page.getByLabel("Title").inputValue()).toBe("");
    });
  },
  LONG_MS,
);

it("says at the field what is wrong, before anything is sent", async () => {
  await atDesk(async ({ page, open }) => {
    await open("/links/new");
    await signIn(page);
    await page.getByLabel("Title").fill("Wrong");
    await page.getByRole("button", { name: "Create the link" }).click();
    await page.getByText("This is needed.").waitFor();
    await expect
      .poll(() => page.evaluate("document.activeElement.name"))
      .toBe("amount");
    await page.getByLabel("The payer: an open amount").check();
    await page.getByLabel("At least").fill("500");
    await page.getByLabel("At most").fill("100");
    await page.getByLabel("Suggested amount 1").fill("ten");
    await page.getByRole("button", { name: "Create the link" }).click();
    await page.getByText("This is below the minimum.").waitFor();
    await page.getByText("Enter an amount above zero").waitFor();
    await expectConsoleFit(page, "a form with errors");
    expect(await linksNamed("wrong")).toBe(0);
    await page.getByRole("button", { name: "Discard the draft" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "Discard the draft" }).click();
    expect(await page.getByLabel("Title").inputValue()).toBe("");
  });
});

it("makes no second link where the answer was lost, also after a reload", async () => {
  await atDesk(async ({ page, open }) => {
    await open("/links/new");
    await signIn(page);
    await page.getByLabel("Title").fill("Lost");
    await page.getByLabel("Amount", { exact: true }).fill("100");
    const path = "**/v1/merchant/payment-links";
    await page.route(path, async (route) => {
      await route.fetch();
      await route.abort();
    });
    const create = page.getByRole("button", { name: "Create the link" });
    await create.click();
    await page.getByText("not known whether it took effect").waitFor();
    expect(await linksNamed("lost")).toBe(1);
    await page.unroute(path);
    await page.reload();
    await create.click();
    await heading(page, "Lost").waitFor();
    expect(await linksNamed("lost")).toBe(1);
  });
});

it("shows a link, changes only what was changed, and switches it off and on", async () => {
  const link = await createLink(stack, {
    title: "Gift card",
    min: { value: 50_000, currency: "KES" },
    suggestedAmounts: [{ value: 100_000, currency: "KES" }],
    metadata: { note: MARKUP },
  });
  await atDesk(async ({ page, open }) => {
    await open(`/links/${link.id}`);
    await signIn(page);
    await heading(page, "Gift card").waitFor();
    await page.getByText("KES 500 or more").first().waitFor();
    await page.getByRole("img", { name: /QR code/ }).waitFor();
    const poster = page.getByRole("link", { name: /Poster to print/ });
    const shown = await fetch((await poster.getAttribute("href")) ?? "");
    expect(shown.status).toBe(200);
    const whatsApp = page.getByRole("link", { name: /WhatsApp/ });
    expect(await whatsApp.getAttribute("href")).toBe(
      `https://wa.me/?text=${encodeURIComponent(`Gift card: ${link.url}`)}`,
    );
    await expectConsoleFit(page, "link");

    await page.getByRole("link", { name: "Edit" }).click();
    await heading(page, /Edit/).waitFor();
    await page.getByLabel("Title").fill("Gift card, large");
    await page.getByLabel("At least").fill("1,000");
    // Somebody else is quicker with another field.
    await callAsMerchant(stack, "PATCH", `/payment-links/${link.id}`, {
      body: { reference: "GIFT" },
    });
    await page.reload();
    await page.getByRole("button", { name: "Save" }).click();
    await heading(page, "Gift card, large").waitFor();
    expect(await linkOf(page)).toMatchObject({
      title: "Gift card, large",
      reference: "GIFT",
      min: { value: 100_000, currency: "KES" },
      suggestedAmounts: [{ value: 100_000, currency: "KES" }],
    });

    await page.getByRole("button", { name: "Switch off" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("say that it takes no payments").waitFor();
    await expectFit(page, "switch off");
    await dialog.getByRole("button", { name: "Switch off" }).click();
    await page.getByText("Switched off", { exact: true }).waitFor();
    await page.getByRole("button", { name: "Switch on" }).click();
    await dialog.getByRole("button", { name: "Switch on" }).click();
    await page.getByText("Active", { exact: true }).waitFor();
  });
});

/** Goes on with the Tab key until this control has the focus. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press("Tab");
    const focused = await page.evaluate<string>(
      "(document.activeElement.name || document.activeElement.textContent).trim()",
    );
    if (focused === name) return;
  }
  throw new Error(`Tab does not lead to ${name}`);
}

it("is made and switched off with the keyboard alone", async () => {
  await atDesk(async ({ page, open }) => {
    await open("/links");
    await signIn(page);
    await heading(page, "Payment links").waitFor();
    await tabTo(page, "New payment link");
    await page.keyboard.press("Enter");
    await heading(page, "New payment link").waitFor();
    await tabTo(page, "title");
    await page.keyboard.type("By keys");
    await tabTo(page, "amount");
    await page.keyboard.type("100");
    await page.keyboard.press("Enter");
    await heading(page, "By keys").waitFor();
    await tabTo(page, "Switch off");
    await page.keyboard.press("Enter");
    await page.getByRole("dialog").waitFor();
    await tabTo(page, "Switch off");
    await page.keyboard.press("Enter");
    await page.getByText("Switched off", { exact: true }).waitFor();
  });
});

/** Somebody pays by the link. */
async function payBy(link: Link): Promise<void> {
  const post = async (
    path: string,
    body: object,
    token?: string,
  ): Promise<unknown> => {
    const made = await fetch(`${stack.relayUrl}/v1/orders${path}`, {
      method: "POST",
      headers: {
        "Content-Type": "application/json",
        "Idempotency-Key": crypto.randomUUID(),
        Origin: stack.shopUrl,
        ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify(body),
    });
    expect(made.status).toBe(201);
    return made.json();
  };
  const { order, token } = (await post("", { paymentLink: link.id })) as {
    readonly order: { readonly id: string };
    readonly token: string;
  };
  const payer = { method: "mpesa", phone: "0712345601" };
  await post(`/${order.id}/attempts`, payer, token);
}

it("counts what was paid by a link, and lists its orders alone", async () => {
  const link = await createLink(stack, {
    title: "Raffle",
    description: "Three prizes, drawn on Saturday",
    amount: { value: 20_000, currency: "KES" },
    maxPayments: 100,
    reference: "RAFFLE",
  });
  await payBy(link);
  await atDesk(async ({ page, open }) => {
    await open(`/links/${link.id}`);
    await signIn(page);
    const row = page.getByRole("row", { name: /ORD-/ });
    await row.getByText("Paid").waitFor();
    await page.locator(".figure-value").getByText("KES 200").waitFor();
    await page.getByText("99", { exact: true }).waitFor();
    await takePicture(page, "link", { width: 1280, colorScheme: "light" });
    await page.getByRole("link", { name: "All orders of this link" }).click();
    await heading(page, "Orders").waitFor();
    await row.waitFor();
    expect(await page.getByRole("row").count()).toBe(2);
    await page.getByText("Orders of one payment link").waitFor();
  });
});

it("finds links, and those that take payments", async () => {
  await createLink(stack, {
    title: "Last year",
    amount: { value: 20_000, currency: "KES" },
    active: false,
  });
  await atDesk(async ({ page, open }) => {
    await open("/links?q=YEAR");
    await signIn(page);
    const row = page.getByRole("row", { name: /Last year/ });
    await row.getByText("Switched off").waitFor();
    await page.getByLabel("State").selectOption("active");
    await page.getByText("No payment link matches these filters.").waitFor();
    await page.goBack();
    await row.waitFor();
    await page.getByRole("link", { name: "Clear the filters" }).click();
    await page.waitForURL(/\/links$/);
    await expectConsoleFit(page, "links");
  });
});

it("offers no change to a key that can't make it", async () => {
  const { key } = await makeKey(stack, "Reader", ["read"]);
  const link = await createLink(stack, { title: "Seen" });
  await atDesk(async ({ page, open }) => {
    await open(`/links/${link.id}`);
    await signIn(page, key);
    await heading(page, "Seen").waitFor();
    expect(await page.getByRole("button", { name: "Switch off" }).count()).toBe(
      0,
    );
    expect(await page.getByRole("link", { name: "Edit" }).count()).toBe(0);
    await open("/links/new");
    await page.getByText("needs the scope links").waitFor();
  });
});
