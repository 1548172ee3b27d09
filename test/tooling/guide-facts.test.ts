/** What the guides quote of screens, events and schedules is what the code has. */
import { WEBHOOK_EVENTS } from "@malipo/protocol/merchant";
import { describe, expect, it } from "vitest";
import { en } from "../../packages/widget/src/locales/en.ts";
import { readPage } from "../support/marked-blocks.ts";

const GUIDES = ["docs/ten-minutes.md", "docs/how-a-payment-goes.md"];

/** Every text of the checkout, with its placeholders for anything. */
const TEXTS = Object.values(en)
  .flat()
  .map((text) =>
    text
      .split(/\{\w+\}/)
      .map((part) => part.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`))
      .join(".+"),
  );
const isShown = (quoted: string): boolean =>
  TEXTS.some((text) => new RegExp(`^${text}`).test(quoted)) ||
  Object.values(en)
    .flat()
    .some((text) => text.startsWith(quoted));

describe.each(GUIDES)("%s", (file) => {
  const text = readPage(file);
  const prose = text.replaceAll(/^```.*?^```/gms, "");

  it("quotes what the checkout says", () => {
    const quoted = [
      ...prose.matchAll(/(?<=[\s(|])_([^_`\n]+)_(?=[\s).,;:|])/g),
    ].map(([, quote = ""]) => quote);
    expect(quoted.length).toBeGreaterThan(3);
    expect(quoted.filter((quote) => !isShown(quote))).toEqual([]);
  });

  it("names events that are sent", () => {
    const named = [
      ...text.matchAll(/\b(?:order|attempt|refund)\.[a-z]+\b/g),
    ].flatMap(([name]) =>
      /\.(?:version|failure|flags|amount|reference|status)$/.test(name)
        ? []
        : [name],
    );
    expect(named).not.toEqual([]);
    expect(
      named.filter((name) => !WEBHOOK_EVENTS.some((type) => type === name)),
    ).toEqual([]);
  });
});
