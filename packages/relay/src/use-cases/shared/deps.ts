/** The dependencies of use cases: the ports, and settings that don't change while the relay runs. */
import type { Merchant, Method } from "@malipo/protocol";
import type { Bus } from "../../ports/bus.ts";
import type { CartTokens, Catalog } from "../../ports/catalog.ts";
import type { Clock, Random } from "../../ports/clock.ts";
import type { Log } from "../../ports/log.ts";
import type {
  MerchantServices,
  ServiceName,
} from "../../ports/merchant-services.ts";
import type { Mailer } from "../../ports/mailer.ts";
import type { Metrics } from "../../ports/metrics.ts";
import type { Provider } from "../../ports/provider.ts";
import type { TimeZone } from "../../domain/time-zone.ts";
import type { Store } from "../../ports/store.ts";
import type { TextSender } from "../../ports/text-sender.ts";
import type { Timers } from "../../ports/timers.ts";
import type { Tracing } from "../../ports/tracing.ts";
import type { RelayTokens, Secrets } from "../../ports/tokens.ts";
import type { WebhookSender } from "../../ports/webhook.ts";
import type { WebhookConnector } from "../../ports/webhook-endpoints.ts";
import type { Alerting } from "../alerts/alerting.ts";
import type { ClockSteps } from "./clock-steps.ts";
import type { SubmitEnds } from "./submit-ends.ts";

export interface Settings {
  /** "https://pay.shop.example" or "https://shop.example/pay", no slash at the end. */
  readonly publicUrl: string;
  /** Origins whose pages may call the shopper API; the relay's own origin always may. */
  readonly allowedOrigins: readonly string[];
  readonly merchant: Merchant;
  /** The offered methods in display order. */
  readonly methods: readonly Method[];
  /** New orders are paid in money; false with a provider's test system. */
  readonly livemode: boolean;
  readonly orderTtlMs: number;
  /** How long an order can still be paid after a part of it was. */
  readonly balanceTtlMs: number;
  /** How long after the prompt expires an attempt becomes unconfirmed. */
  readonly deadlineGraceMs: number;
  /** How long after the submit "not found" means "never arrived". */
  readonly absentAfterMs: number;
  /** The minimum interval between queries of one attempt by the shopper. */
  readonly checkIntervalMs: number;
  /** The minimum interval between background queries of one attempt: scheduled ones and those triggered by hints. */
  readonly hintIntervalMs: number;
  /** The longest poll interval: bounds the delay of tasks from other processes, or whose holder crashed. */
  readonly maxPollIntervalMs: number;
  readonly tokenLifetimeSeconds: number;
  /** The variables that configure each service, for error messages. */
  readonly serviceVariables: Readonly<Record<ServiceName, readonly string[]>>;
  /** How long personal data is kept after an order was created; null: until somebody erases it. */
  readonly retentionMs: number | null;
  /** The merchant's: of its days, and of the times in exports. */
  readonly timeZone: TimeZone;
  /** Whether to send `order.expired` for orders without an attempt. */
  readonly reportsAbandonedOrders: boolean;
}

export interface Deps {
  readonly store: Store;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly random: Random;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly tracing: Tracing;
  readonly providers: readonly Provider[];
  readonly services: MerchantServices;
  /** To `MALIPO_WEBHOOK_URL`; null if none is configured. */
  readonly webhook: WebhookSender | null;
  /** Sends receipts; null if none are sent by e-mail. */
  readonly mailer: Mailer | null;
  /** Null if nobody is to be told of anything. */
  readonly alerts: Alerting | null;
  /** Null if no gateway for text messages is configured. */
  readonly textSender: TextSender | null;
  /** To the endpoints that the merchant has made. */
  readonly webhookConnector: WebhookConnector;
  /** Null if only the merchant's backend prices carts. */
  readonly catalog: Catalog | null;
  readonly cartTokens: CartTokens | null;
  readonly tokens: RelayTokens;
  readonly secrets: Secrets;
  readonly settings: Settings;
  readonly submitEnds: SubmitEnds;
  readonly clockSteps: ClockSteps;
}
