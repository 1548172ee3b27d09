/** What every use case is given: the ports, and the settings that do not change while the relay runs. */
import type { Merchant, Method } from "@malipo/protocol";
import type { Bus } from "../../ports/bus.ts";
import type { CartTokens, Catalog } from "../../ports/catalog.ts";
import type { Clock, Random } from "../../ports/clock.ts";
import type { Log } from "../../ports/log.ts";
import type {
  MerchantServices,
  ServiceName,
} from "../../ports/merchant-services.ts";
import type { Metrics } from "../../ports/metrics.ts";
import type { Provider } from "../../ports/provider.ts";
import type { Store } from "../../ports/store.ts";
import type { Timers } from "../../ports/timers.ts";
import type { RelayTokens, Secrets } from "../../ports/tokens.ts";
import type { WebhookSender } from "../../ports/webhook.ts";
import type { SubmitEnds } from "./submit-ends.ts";

export interface Settings {
  /** "https://pay.shop.example" or "https://shop.example/pay", no slash at the end. */
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
  /** How soon a task is seen at the latest that another process put, or whose holder crashed. */
  readonly longestNapMs: number;
  readonly tokenLifetimeSeconds: number;
  /** The variables to set for each service, for who asks for one that is not configured. */
  readonly serviceVariables: Readonly<Record<ServiceName, readonly string[]>>;
  /** Whether the merchant's backend is told that an order expired which nobody tried to pay. */
  readonly tellsAbandonedOrders: boolean;
}

export interface Deps {
  readonly store: Store;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly random: Random;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly providers: readonly Provider[];
  readonly services: MerchantServices;
  /** Null where the merchant's backend is not told anything. */
  readonly webhook: WebhookSender | null;
  /** Null where carts are priced only by the merchant's backend. */
  readonly catalog: Catalog | null;
  readonly cartTokens: CartTokens | null;
  readonly tokens: RelayTokens;
  readonly secrets: Secrets;
  readonly settings: Settings;
  readonly submitEnds: SubmitEnds;
}
