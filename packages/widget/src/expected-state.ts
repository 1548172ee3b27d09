/** What will probably be on the screen when the relay has answered: the loading screen takes its space. */
import type { Method, Order, PaymentLink } from "@malipo/protocol";
import { readStored, storeKey, writeStored } from "./intent-store.ts";
import { isUnderWay } from "./open-order.ts";
import type { CheckoutConfig } from "./source.ts";
import type { CheckoutState } from "./state/checkout-state.ts";
import { METHODS, methodOptions } from "./state/methods.ts";

/** Is not seen: takes the space that such names take. */
const name = "Shirt ".repeat(4);
const amount = { value: 0, currency: "KES" };
const max = { ...amount, value: 25_000_000 };

const methodsKey = (relay: string): string => storeKey(relay, "methods");

/** For the next time. */
export function rememberMethods(relay: string, order: Order): void {
  const ids = methodOptions(order, []).map(({ id }) => id);
  writeStored(methodsKey(relay), ids);
}

/** An order or a link about which only the number of lines and methods is known; undefined: nothing is expected. */
function expected({
  source,
  wanted,
  relay,
}: CheckoutConfig): Partial<CheckoutState> | undefined {
  const { type } = source;
  if (type === "link") return { link: { amount } as PaymentLink };
  if (type !== "cart") return undefined;
  const known = readStored(methodsKey(relay)) as Method[] | undefined;
  // The first time, what a shop in Kenya offers.
  const ids = [wanted, known].find((it) => it?.length) ?? METHODS.slice(0, -1);
  const order: Partial<Order> = {
    status: "open",
    source: { type },
    attempt: null,
    amount,
    lines: source.lines.map(({ sku }) => {
      return { sku, name, quantity: 1, unitAmount: amount, amount };
    }),
    methods: ids.map((id) => ({ id, available: true, min: amount, max })),
  };
  return { order: order as Order };
}

/** The state of the loading screen, of which only the heading may be seen. */
export function toExpected(shown: {
  readonly config: CheckoutConfig | null;
  readonly state: CheckoutState;
  readonly store: string;
  readonly named: unknown;
}): CheckoutState {
  const { config, named, state } = shown;
  return {
    ...state,
    name: "loading",
    order: null,
    link: null,
    ...(config && !named && !isUnderWay(config, shown) && expected(config)),
  } as CheckoutState;
}
