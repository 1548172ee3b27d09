/** FlexPay's adapter against a scripted server, and what it answers. */
import { readFileSync } from "node:fs";
import { createFlexpay } from "../../../src/adapters/flexpay/index.ts";
import type {
  Flexpay,
  FlexpaySettings,
} from "../../../src/adapters/flexpay/index.ts";
import { aPlan } from "../../domain/fixtures.ts";
import { http } from "../almara/provider-server.ts";
import type { ProviderServer, Reply } from "../almara/provider-server.ts";
import { eachInAWorld } from "../provider-http/world.ts";

export const REFERENCE = "TXN-16820000-AB1C2D3E";
export const CLIENT_SECRET = "s3cr3t-of-the-merchant";
export const WEBHOOK_SECRET = "whsec_test";

const below = `/api/v1/transactions/${REFERENCE}`;
export const ROUTES = {
  token: "POST /api/v1/auth/token",
  pending: "GET /api/v1/transactions/pending",
  find: `GET ${below}`,
  accept: `POST ${below}/accept`,
  reject: `POST ${below}/reject`,
  notices: `GET ${below}/webhooks`,
  health: "GET /api/v1/keys/idaas",
} as const;

export const PLAN = aPlan({
  method: "flexpay",
  provider: "flexpay",
  phone: null,
  amount: { value: 150_000, currency: "NGN" },
  payerReference: "A2B3C4D5E6",
});

type Changes = Readonly<Record<string, unknown>>;

/** The provider's transaction, meant for `PLAN`. */
export const aTransaction = (changes: Changes = {}): Changes => ({
  id: "3fa85f64-5717-4562-b3fc-2c963f66afa6",
  reference: REFERENCE,
  senderTag: "ada@pesawallet",
  senderAppName: "PesaWallet",
  receiverTag: "duka@dukaapp",
  receiverAppName: "DukaApp",
  amount: 1500,
  currency: "NGN",
  status: "AWAITING_ACCEPTANCE",
  narration: "Order A2B3C4D5E6",
  expiresAt: "2026-11-21T09:15:00Z",
  createdAt: "2026-11-21T09:00:00Z",
  updatedAt: "2026-11-21T09:00:00Z",
  webhooks: [],
  ...changes,
});

export const enveloped = (data: unknown): unknown => ({ success: true, data });

/** The transaction in its envelope, as a call answers. */
export const answered = (changes: Changes = {}): Reply =>
  http(200, enveloped(aTransaction(changes)));

/** A page as the provider's own server (Spring) writes it. */
export const aPage = (
  content: readonly unknown[],
  changes: Changes = {},
): unknown =>
  enveloped({
    content,
    totalElements: content.length,
    totalPages: 1,
    first: true,
    last: true,
    size: 100,
    number: 0,
    numberOfElements: content.length,
    empty: content.length === 0,
    ...changes,
  });

export const eachInItsOwnWorld = () =>
  eachInAWorld<Flexpay, FlexpaySettings>({
    settings: settingsFor,
    impatient: { timeouts: { readMs: 300, changeMs: 300, healthMs: 300 } },
    open: createFlexpay,
    token: {
      route: ROUTES.token,
      json: (token) => enveloped({ token, expiresIn: 3600 }),
    },
    secrets: [CLIENT_SECRET, WEBHOOK_SECRET],
  });

function settingsFor(server: ProviderServer): FlexpaySettings {
  return {
    apiUrl: `${server.url}/api`,
    clientId: "merchant-17",
    clientSecret: CLIENT_SECRET,
    tag: "duka@dukaapp",
    webhookSecrets: [WEBHOOK_SECRET],
    privateKey: null,
  };
}

/** The sample body of the provider's documentation, as it stands. */
export function sampleText(): string {
  const file = "../../samples/flexpay-transaction.json";
  return readFileSync(new URL(file, import.meta.url), "utf8");
}
