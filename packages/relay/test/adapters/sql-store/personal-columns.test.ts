import { describe, expect, it } from "vitest";
import { openSqlStore } from "../../../src/adapters/sql-store/open.ts";
import type { Schema } from "../../../src/adapters/sql-store/schema.ts";
import { dumpDatabase } from "../../support/dump.ts";
import { borrowedPostgres } from "../../support/postgres/databases.ts";
import { sqliteFileOfTest } from "./sqlite-files.ts";

/**
 * `document`: erased field by field (domain/privacy/personal-data.ts). `erased`: emptied as a whole, which
 * test/cli/privacy.test.ts shows. `plain`: names that the relay, the provider or the shop made, states, amounts, times.
 */
type Kind = "plain" | "document" | "erased";
type Columns<T> = { readonly [K in keyof T]-?: Kind };

/** A new table or column is to be added here by who has thought of whether it is about a person. */
const COLUMNS: { readonly [T in keyof Schema]: Columns<Schema[T]> } = {
  orders: {
    id: "plain",
    reference: "plain",
    version: "plain",
    status: "plain",
    created_at: "plain",
    attempt_count: "plain",
    data: "document",
    attention: "plain",
    erased_at: "plain",
  },
  attempts: {
    id: "plain",
    id_lower: "plain",
    order_id: "plain",
    seq: "plain",
    payer_reference: "plain",
    created_at: "plain",
    settled_at: "plain",
    data: "document",
  },
  observations: {
    seq: "plain",
    order_id: "plain",
    attempt_id: "plain",
    source: "plain",
    at: "plain",
    data: "document",
    raw: "erased",
  },
  tasks: {
    kind: "plain",
    subject: "plain",
    due_at: "plain",
    leased_until: "plain",
    priority: "plain",
    last_lease: "plain",
    requested_at: "plain",
    requested_priority: "plain",
  },
  idempotency: {
    scope: "plain",
    key: "plain",
    // Made with the master key, and gone after 48 hours.
    fingerprint: "plain",
    subject: "plain",
    answer: "erased",
    created_at: "plain",
  },
  payment_links: { id: "plain", created_at: "plain", data: "plain" },
  open_balances: {
    order_id: "plain",
    currency: "plain",
    paid: "plain",
    due: "plain",
  },
  link_figures: {
    link_id: "plain",
    state: "plain",
    currency: "plain",
    orders: "plain",
    units: "plain",
    value: "plain",
    last_paid_at: "plain",
  },
  link_uses: {
    link_id: "plain",
    order_id: "plain",
    state: "plain",
    units: "plain",
    currency: "plain",
    value: "plain",
    paid_at: "plain",
  },
  refunds: {
    id: "plain",
    order_id: "plain",
    created_at: "plain",
    settled_at: "plain",
    data: "document",
    attention: "plain",
  },
  deliveries: {
    id: "plain",
    order_id: "plain",
    endpoint_id: "plain",
    status: "plain",
    created_at: "plain",
    data: "document",
  },
  events: {
    seq: "plain",
    id: "plain",
    order_id: "plain",
    created_at: "plain",
    payload: "document",
    position: "plain",
  },
  event_positions: { id: "plain", last: "plain" },
  order_figures: {
    bucket_at: "plain",
    shard: "plain",
    status: "plain",
    method: "plain",
    provider: "plain",
    currency: "plain",
    paid_within: "plain",
    orders: "plain",
    value: "plain",
  },
  // All of it goes with its order's data.
  order_contacts: {
    contact: "erased",
    created_at: "plain",
    order_id: "plain",
  },
  unmatched_payments: {
    id: "plain",
    created_at: "plain",
    state: "plain",
    order_id: "plain",
    data: "document",
    raw: "erased",
    erased_at: "plain",
  },
  receipts: { provider: "plain", receipt: "plain", attempt_id: "plain" },
  return_codes: { digest: "plain", order_id: "plain", expires_at: "plain" },
  // The reason is the merchant's own, and all of it goes after 90 days.
  undecided_transfers: { reference_lower: "plain", since: "plain" },
  transfer_decisions: {
    reference_lower: "plain",
    verdict: "plain",
    reason: "plain",
    decided_at: "plain",
  },
  signing_keys: {
    kid: "plain",
    wrapped: "plain",
    created_at: "plain",
    retired_at: "plain",
    refused_at: "plain",
  },
  // Names that the merchant gave to keys, and digests of keys.
  api_keys: { id: "plain", data: "plain", last_used_at: "plain" },
  console_sessions: {
    digest: "plain",
    key_id: "plain",
    key_digest: "plain",
    origin: "plain",
    created_at: "plain",
    seen_at: "plain",
  },
  // What they say names nobody; the addresses are of the shop's own people.
  alerts: {
    id: "plain",
    cause: "plain",
    type: "plain",
    created_at: "plain",
    currency: "plain",
    value: "plain",
    data: "plain",
    held_until: "plain",
    gathered_at: "plain",
    batch_id: "plain",
  },
  provider_watches: { provider: "plain", data: "plain" },
  alert_messages: {
    id: "plain",
    batch_id: "plain",
    created_at: "plain",
    data: "plain",
  },
  // Nothing personal is stored: test/domain/audit.test.ts.
  audit_log: {
    seq: "plain",
    at: "plain",
    actor_id: "plain",
    action: "plain",
    object_id: "plain",
    data: "plain",
  },
  // Names and addresses of the shop's own systems.
  webhook_endpoints: {
    id: "plain",
    gone_at: "plain",
    paused_until: "plain",
    data: "plain",
    deleted_at: "plain",
  },
  reconciliations: {
    day: "plain",
    version: "plain",
    state: "plain",
    finished_at: "plain",
    data: "plain",
  },
  // Amounts, states, and ids and receipts of the provider.
  reconciliation_differences: {
    id: "plain",
    day: "plain",
    subject: "plain",
    cause: "plain",
    state: "plain",
    found_at: "plain",
    data: "plain",
  },
  pings: { id: "plain", count: "plain" },
  migrations: { number: "plain", name: "plain", applied_at: "plain" },
};

/** Digests of callers, for minutes. */
const RATE_LIMITS: readonly string[] = ["expire", "key", "points"];

const classified = (): Record<string, readonly string[]> =>
  Object.fromEntries(
    Object.entries(COLUMNS).map(([table, columns]) => [
      table,
      Object.keys(columns).toSorted(),
    ]),
  );

async function columnsAt(url: string) {
  await (await openSqlStore(url)).close();
  const { columns } = await dumpDatabase(url);
  return Object.fromEntries(
    Object.entries(columns).map(([table, names]) => [table, names.toSorted()]),
  );
}

describe("every column is known to be about a person or not", () => {
  it("on SQLite", async () => {
    const { file } = await sqliteFileOfTest();
    expect(await columnsAt(`sqlite:${file}`)).toEqual(classified());
  });

  it("on PostgreSQL", async () => {
    const { url } = await borrowedPostgres();
    expect(await columnsAt(url)).toEqual({
      ...classified(),
      rate_limits: RATE_LIMITS,
    });
  });
});
