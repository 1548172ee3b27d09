/** English. Every language has these keys; `{name}` is a placeholder. The first four are the language's formats. */
export const en = {
  dir: "ltr",
  /** How it writes 1234.5. */
  number: "1,234.5",
  money: "{currency}\u00a0{amount}",
  /** BCP 47 tag for formatting dates. */
  dates: "en-KE",

  receipt: "Receipt",
  receiptOf: "Receipt from {merchant}",
  paid: "Paid",
  partlyRefunded: "Refunded in part",
  refunded: "Refunded",
  order: "Order",
  receiptNumber: "Receipt number",
  date: "Date",
  paidWith: "Paid with",
  card: "Card",
  each: "{amount} each",
  total: "Total",
  received: "Paid in all",
  surplus:
    "You paid {amount} too much. {merchant} has been notified and will refund it.",
  partPaid: "Paid in part",
  due: "Still due",
  payRest: "Pay the remaining {amount}",
  refund: "Refund",
  refundPending: "Refund under way",
  kept: "Left after refunds",
  test: "Test: no money was paid",
  erased: "The details of this order have been deleted. What was paid stays.",
  sameReceipt: "This receipt online",
  scanHint: "Scan the code to see the receipt as it is now.",
  qrLabel: "QR code with the address of this receipt",
  print: "Print or save",
  contact: "Questions? Contact {merchant}",
  toShop: "Go to {merchant}",
  language: "Language",
  mailSubject: "Your receipt from {merchant}: {amount}",
  mailText: "{merchant} has received your payment of {amount}. Thank you.",
  openReceipt: "Open the receipt",
  smsText: "{merchant}: {amount} received. Receipt: {url}",
} as const;

export type ReceiptWords = Readonly<
  Record<Exclude<keyof typeof en, "dir">, string>
> & { readonly dir: "ltr" | "rtl" };
