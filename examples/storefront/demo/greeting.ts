/** What a newcomer reads when everything runs. */
import path from "node:path";
import { styleText } from "node:util";
import type { PaymentLinkIds } from "../src/payment-links.ts";
import { SHOP_NAME } from "../src/shop.ts";
import type { Addresses } from "./addresses.ts";

const bold = (text: string): string => styleText("bold", text);
const dim = (text: string): string => styleText("dim", text);

/** Inside the folder the person is in, without the way there. */
function shorten(dir: string): string {
  const way = path.relative(process.cwd(), dir);
  return way === "" || way.startsWith("..") ? dir : way;
}

export function renderGreeting(
  { shop, relay, sandbox, phone }: Addresses,
  { giftCard, support }: PaymentLinkIds,
  dataDir: string,
): string {
  const links: readonly (readonly [string, string | undefined])[] = [
    ["gift card, KES 1,000", giftCard],
    ["any amount", support],
  ];
  const linkLines = links.flatMap(([text, id]) =>
    id === undefined ? [] : [`       ${text.padEnd(22)}${relay}/pay/${id}`],
  );
  return [
    "",
    `  ${bold(`${SHOP_NAME} is open.`)}`,
    "",
    `  Shop      ${bold(shop)}`,
    `  Relay     ${relay}`,
    `  Sandbox   ${sandbox}   ${dim("stands in for Almara Pay: no money moves")}`,
    "",
    `  ${bold("What to try")}`,
    "  1. Put a shirt into the cart and go to the checkout.",
    `  2. M-Pesa: enter 0712 345 600, open ${phone} in a second tab`,
    "     and type any PIN. 0000 is the wrong PIN.",
    "     Other endings answer by themselves: 01 pays, 02 lacks funds, 03 cancels,",
    "     05 never answers, 06 pays but its callbacks are lost. The phone page lists all.",
    "  3. Card: the test page pays, declines or cancels, as you choose.",
    ...(linkLines.length > 0
      ? ["  4. Payment links, each with a QR code:", ...linkLines]
      : []),
    `  ${linkLines.length > 0 ? 5 : 4}. EN and SW at the top of the shop: English and Kiswahili.`,
    "",
    dim(
      `  Orders and keys are kept in ${shorten(dataDir)}: delete it to start afresh.`,
    ),
    dim("  MALIPO_DEMO_VERBOSE=1 shows every log line."),
    `  ${bold("Ctrl-C")} stops everything.`,
    "",
  ].join("\n");
}
