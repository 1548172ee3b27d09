/** What a newcomer reads when everything runs. */
import path from "node:path";
import { styleText } from "node:util";
import type { PaymentLinkIds } from "../src/payment-links.ts";
import { SHOP_NAME } from "../src/shop.ts";
import type { Addresses } from "./addresses.ts";
import type { DemoData } from "./data.ts";

const bold = (text: string): string => styleText("bold", text);
const dim = (text: string): string => styleText("dim", text);

/** Inside the folder the person is in, without the way there. */
function shorten(dir: string): string {
  const way = path.relative(process.cwd(), dir);
  return way === "" || way.startsWith("..") ? dir : way;
}

export function renderGreeting(
  addresses: Addresses,
  ids: PaymentLinkIds,
  data: Pick<DemoData, "dir" | "envFile">,
): string {
  const { shop, relay, sandbox } = addresses;
  const steps = [
    ["Put a shirt into the cart and go to the checkout."],
    ...describeMethods(addresses),
    ...describeLinks(relay, ids),
    ["EN and SW at the top of the shop: English and Kiswahili."],
    describeTerminal(data.envFile),
  ];
  return [
    "",
    `  ${bold(`${SHOP_NAME} is open.`)}`,
    "",
    `  Shop      ${bold(shop)}`,
    `  Relay     ${relay}`,
    `  Sandbox   ${sandbox}   ${dim("stands in for Almara Pay and FlexPay: no money moves")}`,
    "",
    `  ${bold("What to try")}`,
    ...steps.flatMap(([first = "", ...more], index) => [
      `  ${index + 1}. ${first}`,
      ...more.map((line) => `     ${line}`),
    ]),
    "",
    "  Below, the shop says what its server is told of orders.",
    dim(
      `  Orders and keys are kept in ${shorten(data.dir)}: delete it to start afresh.`,
    ),
    dim("  MALIPO_DEMO_VERBOSE=1 shows every log line."),
    `  ${bold("Ctrl-C")} stops everything.`,
    "",
  ].join("\n");
}

const describeMethods = ({ phone, wallet }: Addresses): string[][] => [
  [
    `M-Pesa: enter 0712 345 600, open ${phone} in a second tab`,
    "and type any PIN. 0000 is the wrong PIN. Airtel Money goes the same way.",
    "Other endings answer by themselves: 01 pays, 02 lacks funds, 03 cancels,",
    "05 never answers, 06 pays but its callbacks are lost. The phone page lists all.",
  ],
  [
    "Paybill: pay by hand, under Lipa na M-PESA on the phone page, to the number and",
    "account that the checkout shows. Try a part first, or a wrong account.",
  ],
  ["Card: the test page pays, declines or cancels, as you choose."],
  [
    `FlexPay takes naira: open the link from Nigeria, then send from ${wallet}`,
    "the amount with the narration that the page shows. Try another amount first.",
  ],
];

function describeLinks(
  relay: string,
  { giftCard, support, supportNigeria }: PaymentLinkIds,
): string[][] {
  const links: readonly (readonly [string, string | undefined])[] = [
    ["gift card, KES 1,000", giftCard],
    ["any amount", support],
    ["from Nigeria, NGN", supportNigeria],
  ];
  const lines = links.flatMap(([text, id]) =>
    id === undefined ? [] : [`  ${text.padEnd(22)}${relay}/pay/${id}`],
  );
  return lines.length === 0
    ? []
    : [["Payment links, each with a QR code:", ...lines]];
}

/** `node --env-file` works in every shell; the script then finds or fetches the Node it needs. */
function describeTerminal(envFile: string): string[] {
  const file = shorten(envFile);
  const option = `--env-file=${file}`;
  const quoted = /\s/.test(file) ? `"${option}"` : option;
  const malipo = `node ${quoted} scripts/run.mjs malipo`;
  return [
    "The merchant's side, in a second terminal; refunds go to the phone page:",
    `  ${malipo} orders list --status paid`,
    `  ${malipo} refunds create <order id> --reason "too small"`,
    `  ${malipo} deliveries list`,
  ];
}
