/** The message shown when everything is running. */
import path from "node:path";
import { styleText } from "node:util";
import type { PaymentLinkIds } from "../src/payment-links.ts";
import { SHOP_NAME } from "../src/shop.ts";
import type { Addresses } from "./addresses.ts";
import type { DemoData } from "./data.ts";

const bold = (text: string): string => styleText("bold", text);
const dim = (text: string): string => styleText("dim", text);

/** Shows paths inside the current folder as relative paths. */
function shorten(dir: string): string {
  const way = path.relative(process.cwd(), dir);
  return way === "" || way.startsWith("..") ? dir : way;
}

export function renderGreeting(
  addresses: Addresses,
  ids: PaymentLinkIds,
  data: Pick<DemoData, "dir" | "envFile">,
  merchantKey: string,
): string {
  const { shop, relay, sandbox, console: desk } = addresses;
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
    `  Console   ${bold(desk)}   ${dim("orders, payments and refunds, for the shop's people")}`,
    `            ${dim("API key:")} ${merchantKey}`,
    `  Relay     ${relay}`,
    `  Sandbox   ${sandbox}   ${dim("simulates Almara Pay and FlexPay: no money moves")}`,
    "",
    `  ${bold("What to try")}`,
    ...steps.flatMap(([first = "", ...more], index) => [
      `  ${index + 1}. ${first}`,
      ...more.map((line) => `     ${line}`),
    ]),
    "",
    "  Below are the webhooks that the shop's server receives.",
    dim(
      `  Orders and keys are in ${shorten(data.dir)}; delete it to start over.`,
    ),
    dim(
      "  The first start buys a few things; MALIPO_DEMO_ORDERS=0 leaves that out.",
    ),
    dim("  Set MALIPO_DEMO_VERBOSE=1 to see all log lines."),
    `  ${bold("Ctrl-C")} stops everything.`,
    "",
  ].join("\n");
}

const describeMethods = ({ phone, wallet }: Addresses): string[][] => [
  [
    `M-Pesa: enter 0712 345 600, open ${phone} in a second tab`,
    "and enter any PIN. 0000 is a wrong PIN. Airtel Money works the same way.",
    "Other numbers respond automatically: 01 pays, 02 lacks funds, 03 cancels,",
    "05 never answers, 06 pays but its callbacks are lost. The phone page lists all.",
  ],
  [
    "Paybill: on the phone page, under Lipa na M-PESA, pay to the number and",
    "account that the checkout shows. Also try a partial amount or a wrong account.",
  ],
  ["Card: the test page pays, declines or cancels, as you choose."],
  [
    `FlexPay takes naira: open the link from Nigeria, then send from ${wallet}`,
    "the amount with the narration that the page shows. Also try a wrong amount.",
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
    "Merchant commands, in a second terminal; refunds arrive on the phone page:",
    `  ${malipo} orders list --status paid`,
    `  ${malipo} refunds create <order id> --reason "too small"`,
    `  ${malipo} deliveries list`,
  ];
}
