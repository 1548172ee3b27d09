/** What every use case is given: the ports, and the settings that do not change while the relay runs. */
import type { Merchant, Method } from "@malipo/protocol";
import type { Bus } from "../ports/bus.ts";
import type { CartTokens, Catalog } from "../ports/catalog.ts";
import type { Clock, Random } from "../ports/clock.ts";
import type { Log } from "../ports/log.ts";
import type { Provider } from "../ports/provider.ts";
import type { Store } from "../ports/store.ts";
import type { RelayTokens, Secrets } from "../ports/tokens.ts";

export interface Settings {
  /** "https://pay.shop.example", no slash at the end. */
  readonly publicUrl: string;
  /** Origins whose pages may use the shopper's side; the relay's own always may. */
  readonly allowedOrigins: readonly string[];
  readonly merchant: Merchant;
  /** What is offered, in the order in which it is shown. */
  readonly methods: readonly Method[];
  readonly orderTtlMs: number;
  /** How long after the prompt lapsed we still wait before an attempt counts as unconfirmed. */
  readonly deadlineGraceMs: number;
  /** How long after the submit "not found" begins to mean "never arrived". */
  readonly absentAfterMs: number;
  /** The least time between two queries of one attempt on the shopper's demand. */
  readonly checkIntervalMs: number;
  /** The least time between two queries of one attempt that nobody waits for: scheduled ones, and those that hints lead to. */
  readonly hintIntervalMs: number;
  readonly tokenLifetimeSeconds: number;
}

export interface Deps {
  readonly store: Store;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly providers: readonly Provider[];
  /** Null where carts are priced only by the merchant's backend. */
  readonly catalog: Catalog | null;
  readonly cartTokens: CartTokens | null;
  readonly tokens: RelayTokens;
  readonly secrets: Secrets;
  readonly settings: Settings;
}
