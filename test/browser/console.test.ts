/** The console in a real browser, against a real relay that has sold something. */
import { beforeAll, expect, it } from "vitest";
import { newShopper } from "../support/browser.ts";
import { consoleSuite } from "../support/console-suite.ts";
import { expectPageFit, heading, makeKey, signIn } from "../support/console.ts";
import { openOrder } from "../support/shopper.ts";
import { useToldStack } from "../support/stack.ts";

const { stack } = useToldStack();
const { browser, atDesk } = consoleSuite(stack);

beforeAll(async () => {
  const paid = await openOrder(stack);
  await paid.pay("mpesa", "0712345601");
  await paid.seesPaid();
});

it("signs in where the person wanted to go, and out again", async () => {
  await atDesk(async ({ page, context, open }) => {
    await open("/orders?status=paid");
    await signIn(page, "nonsense");
    await page.getByText("This is not a key").waitFor();
    await expectPageFit(page, "sign-in");
    await signIn(page);
    await page.getByRole("link", { name: /^ORD-/ }).first().waitFor();
    expect(page.url()).toMatch(/\/orders\?status=paid$/);
    expect(await page.title()).toBe("Orders · Malipo");
    expect(await page.evaluate("document.cookie + localStorage.length")).toBe(
      "0",
    );
    const [cookie] = await context.cookies();
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: "Strict" });

    await page.getByText("Signed in as").waitFor({ state: "hidden" });
    await page.locator(".account summary").click();
    await page.getByRole("button", { name: "Sign out", exact: true }).click();
    await heading(page, "Sign in").waitFor();
    await page.reload();
    await heading(page, "Sign in").waitFor();
  });
});

it("shows on the overview what was taken, to everybody", async () => {
  await atDesk(async ({ page, open }) => {
    await open("");
    await signIn(page);
    await page
      .getByRole("region", { name: "Today" })
      .getByText("KES 7,000")
      .waitFor();
    await page.getByText("Responds").first().waitFor();
    await page.getByRole("img", { name: /Paid per day/ }).waitFor();
    await page.getByText("Show as a table").click();
    await expectPageFit(page, "overview");
  });
});

it("says which scope a key lacks, and offers nothing that it can't do", async () => {
  const { key } = await makeKey(stack, "Links only", ["links"]);
  await atDesk(async ({ page, open }) => {
    await open("/orders");
    await signIn(page, key);
    await page.getByText("needs the scope read").waitFor();
    expect(await page.getByRole("navigation").getByRole("link").count()).toBe(
      0,
    );
  });
});

it("speaks Swahili when asked, and stays with it", async () => {
  await atDesk(async ({ page, open }) => {
    await open("/orders");
    await page.getByLabel("Language").selectOption("sw");
    await heading(page, "Ingia").waitFor();
    await page.reload();
    await heading(page, "Ingia").waitFor();
    expect(await page.getAttribute("html", "lang")).toBe("sw");
  });
});

it("can't be framed", async () => {
  const { page, context, complaints } = await newShopper(browser(), [
    stack.adminUrl,
  ]);
  const refused = page.waitForEvent("console", (message) =>
    message.text().includes("frame-ancestors"),
  );
  await page.setContent(`<iframe src="${stack.adminUrl}/console"></iframe>`);
  await refused;
  const [, frame] = page.frames();
  expect(await frame?.locator("malipo-console").count()).toBe(0);
  expect(complaints).toHaveLength(1);
  await context.close();
});
