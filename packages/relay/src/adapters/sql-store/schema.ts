/**
 * The tables as Kysely sees them. A document is stored whole as JSON in `data`; the columns beside
 * it are copies of what SQL has to search, order or lock by. Times are milliseconds since 1970.
 */
import type {
  DifferenceCause,
  DifferenceState,
  ReconciliationState,
} from "@malipo/protocol/merchant";
import type { Generated } from "kysely";
import type { AlertType } from "../../domain/alert.ts";
import type { ProviderId } from "../../domain/attempt.ts";
import type { DeliveryStatus } from "../../domain/delivery.ts";
import type { TransferDecision } from "../../domain/transfer.ts";
import type { UnmatchedPaymentState } from "../../domain/unmatched-payment.ts";
import type { ObservationSource } from "../../ports/store.ts";
import type { TaskPriority } from "../../domain/task.ts";
import type { Attention } from "./attention.ts";
import type {
  LinkFiguresTable,
  LinkUsesTable,
  OpenBalancesTable,
  OrderContactsTable,
  OrderFiguresTable,
} from "./derived-schema.ts";

export interface OrdersTable {
  id: string;
  reference: string;
  version: number;
  /** The order's status, derived at each write. */
  status: string;
  created_at: number;
  /** How many rows of `attempts` belong to it. */
  attempt_count: number;
  data: string;
  /** What a person has to look at, derived at each write; null for nothing. */
  attention: Attention | null;
  /** When its personal data was erased; written then alone. */
  erased_at?: number | null;
}

export interface AttemptsTable {
  id: string;
  /** For look-up in any letter case. */
  id_lower: string;
  order_id: string;
  /** Place among the order's attempts, from 0. */
  seq: number;
  /** In capitals, as it was made. */
  payer_reference: string | null;
  created_at: number;
  /** When its result became final; derived at each write. */
  settled_at: number | null;
  data: string;
}

export interface ObservationsTable {
  seq: Generated<number>;
  order_id: string;
  attempt_id: string;
  source: ObservationSource;
  at: number;
  data: string | null;
  raw: Uint8Array | null;
}

export interface TasksTable {
  /** With the lane, if it is in one: "deliver_webhook we_…". */
  kind: string;
  subject: string;
  due_at: number;
  leased_until: number | null;
  priority: Generated<TaskPriority>;
  /** The name of its last lease, 0 before the first. */
  last_lease: number;
  /** What was asked for since the lease began: when it is to run again, and how urgently; null where nothing was. */
  requested_at: number | null;
  requested_priority: TaskPriority | null;
}

export interface IdempotencyTable {
  scope: string;
  key: string;
  fingerprint: string;
  subject: string;
  answer: string | null;
  created_at: number;
}

export interface PaymentLinksTable {
  id: string;
  created_at: number;
  data: string;
}

export interface RefundsTable {
  id: string;
  order_id: string;
  created_at: number;
  /** As of attempts. */
  settled_at: number | null;
  data: string;
  /** As of orders. */
  attention: Attention | null;
}

export interface DeliveriesTable {
  id: string;
  order_id: string;
  endpoint_id: string;
  status: DeliveryStatus;
  created_at: number;
  data: string;
}

export interface EventsTable {
  /** In the order of the inserts; those of one order follow each other as they were committed. */
  seq: Generated<number>;
  id: string;
  order_id: string;
  created_at: number;
  payload: string;
  /** Its place in the list; null until somebody has read it. */
  position: number | null;
}

/** One row: the last position that was given out. */
export interface EventPositionsTable {
  id: number;
  last: number;
}

/** The endpoints that the merchant made; and, by the digest of its URL, what any endpoint said. */
export interface WebhookEndpointsTable {
  id: string;
  /** Null for what one said. */
  data: string | null;
  deleted_at: number | null;
  gone_at: number | null;
  paused_until: number | null;
}

export interface UnmatchedPaymentsTable {
  id: string;
  created_at: number;
  /** Derived at each write. */
  state: UnmatchedPaymentState;
  /** The order that it was assigned to. */
  order_id: string | null;
  data: string;
  raw: Uint8Array;
  /** When its personal data was erased; written then alone. */
  erased_at?: number | null;
}

export interface ReceiptsTable {
  provider: ProviderId;
  receipt: string;
  /** The attempt that it was counted for. */
  attempt_id: string;
}

export interface ReturnCodesTable {
  digest: string;
  order_id: string;
  expires_at: number;
}

export interface TransferDecisionsTable {
  /** For look-up in any letter case. */
  reference_lower: string;
  verdict: TransferDecision["verdict"];
  reason: string | null;
  decided_at: number;
}

export interface UndecidedTransfersTable {
  reference_lower: string;
  since: number;
}

export interface SigningKeysTable {
  kid: string;
  wrapped: string;
  created_at: number;
  retired_at: number | null;
  refused_at: number | null;
}

export interface ApiKeysTable {
  id: string;
  /** Null for the key of the configuration, of which only the last use is stored. */
  data: string | null;
  last_used_at: number | null;
}

export interface ConsoleSessionsTable {
  digest: string;
  key_id: string;
  key_digest: string;
  origin: string;
  created_at: number;
  seen_at: number;
}

/** Nothing is changed or removed: the database itself refuses it. */
export interface AuditLogTable {
  seq: Generated<number>;
  at: number;
  actor_id: string;
  action: string;
  object_id: string | null;
  data: string;
}

export interface ReconciliationsTable {
  /** "2026-11-29" */
  day: string;
  version: number;
  state: ReconciliationState;
  finished_at: number | null;
  data: string;
}

export interface ReconciliationDifferencesTable {
  id: string;
  day: string;
  /** The attempt's or the refund's id. */
  subject: string;
  cause: DifferenceCause;
  state: DifferenceState;
  found_at: number;
  data: string;
}

export interface AlertsTable {
  id: string;
  /** What it is told once for. */
  cause: string;
  type: AlertType;
  created_at: number;
  currency: string | null;
  value: number | null;
  data: string;
  held_until: number | null;
  gathered_at: number | null;
  /** Of the messages that it is in. */
  batch_id: string | null;
}

export interface AlertMessagesTable {
  id: string;
  batch_id: string;
  created_at: number;
  data: string;
}

export interface ProviderWatchesTable {
  provider: ProviderId;
  data: string;
}

/** One row, written to prove that the store can be written. */
export interface PingsTable {
  id: number;
  count: number;
}

export interface MigrationsTable {
  number: number;
  name: string;
  applied_at: number;
}

export interface Schema {
  orders: OrdersTable;
  order_contacts: OrderContactsTable;
  order_figures: OrderFiguresTable;
  attempts: AttemptsTable;
  observations: ObservationsTable;
  tasks: TasksTable;
  idempotency: IdempotencyTable;
  payment_links: PaymentLinksTable;
  link_uses: LinkUsesTable;
  link_figures: LinkFiguresTable;
  open_balances: OpenBalancesTable;
  refunds: RefundsTable;
  deliveries: DeliveriesTable;
  events: EventsTable;
  event_positions: EventPositionsTable;
  webhook_endpoints: WebhookEndpointsTable;
  unmatched_payments: UnmatchedPaymentsTable;
  receipts: ReceiptsTable;
  return_codes: ReturnCodesTable;
  transfer_decisions: TransferDecisionsTable;
  undecided_transfers: UndecidedTransfersTable;
  signing_keys: SigningKeysTable;
  api_keys: ApiKeysTable;
  alerts: AlertsTable;
  alert_messages: AlertMessagesTable;
  provider_watches: ProviderWatchesTable;
  audit_log: AuditLogTable;
  console_sessions: ConsoleSessionsTable;
  reconciliations: ReconciliationsTable;
  reconciliation_differences: ReconciliationDifferencesTable;
  pings: PingsTable;
  migrations: MigrationsTable;
}
