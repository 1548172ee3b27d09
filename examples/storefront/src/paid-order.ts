/**
 * What the browser says of an order that was just paid, kept to thank for it. It is shown to the same browser and used
 * for nothing else: what is paid, a shop's server asks the relay.
 */
export interface PaidOrder {
  /** The order's reference, for example `ORD-20261121-7K3Q`. */
  readonly reference: string;
  /** Minor units of the shop's currency. */
  readonly amount: number;
  /** `mpesa`, `card`, …; empty where the outcome names none. */
  readonly method: string;
  /** The provider's receipt; empty where there is none. */
  readonly receipt: string;
}

const SHAPES = {
  reference: /^[\w.\-/]{1,64}$/,
  amount: /^\d{1,15}$/,
  method: /^[a-z]{0,20}$/,
  receipt: /^[\w-]{0,40}$/,
} as const;

export const formatPaidOrder = (paid: PaidOrder): string =>
  new URLSearchParams({ ...paid, amount: String(paid.amount) }).toString();

/** A form or a cookie of these fields; undefined unless each looks as it should. */
export function parsePaidOrder(text: string): PaidOrder | undefined {
  const fields = new URLSearchParams(text);
  const read = (name: keyof typeof SHAPES): string => fields.get(name) ?? "";
  const names = Object.keys(SHAPES) as (keyof typeof SHAPES)[];
  if (!names.every((name) => SHAPES[name].test(read(name)))) return undefined;
  return {
    reference: read("reference"),
    amount: Number(read("amount")),
    method: read("method"),
    receipt: read("receipt"),
  };
}
