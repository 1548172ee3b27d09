/** A sandbox on a free port, a merchant behind it, and the provider's calls as functions. */
import { onTestFinished } from "vitest";
import type { Sandbox, SandboxOptions } from "../../src/index.ts";
import { startSandbox } from "../../src/index.ts";
import type { Merchant } from "./merchant.ts";
import { startMerchant } from "./merchant.ts";

/** Fast enough to wait for, slow enough to keep their order. */
export const FAST = {
  answerDelayMs: 5,
  callbackDelayMs: 5,
  callbackRetryDelaysMs: [5, 5],
  payoutMs: 20,
} as const satisfies SandboxOptions;

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The members of a JSON answer; empty for any other. */
  readonly json: Readonly<Record<string, unknown>>;
}

export interface Harness {
  readonly sandbox: Sandbox;
  /** Where the sandbox listens, whatever its public address says. */
  readonly origin: string;
  readonly merchant: Merchant;
  readonly token: string;
  /** A call with the bearer token, and a JSON body where one is given. */
  readonly call: Call;
  /** A control call. */
  readonly control: Call;
  /** What the control API lists under a name. */
  readonly listed: (name: string) => Promise<unknown>;
  /** Opens a page of the sandbox. */
  readonly open: (path: string) => Promise<Reply>;
  /** Decides an attempt with the control API. */
  readonly decide: (
    id: string,
    outcome: string,
    callbacks?: unknown,
  ) => Promise<Reply>;
  /** An attempt as the control API shows it. */
  readonly shown: (id: string) => Promise<Reply["json"]>;
  /** Asks for a deposit; its id is the answer. */
  readonly deposit: (phone: string, changes?: object) => Promise<string>;
  readonly queryDeposit: (id: string) => Promise<Reply>;
  /** Creates a checkout; its id and page are the answer. */
  readonly checkout: (changes?: object) => Promise<Checkout>;
  readonly queryCheckout: (id: string) => Promise<Reply>;
  /** Asks for a payout of one line for each phone; its id is the answer. */
  readonly payout: (...phones: string[]) => Promise<string>;
  readonly queryPayout: (id: string) => Promise<Reply>;
  readonly payoutBody: (...phones: string[]) => Members;
  readonly depositBody: (phone: string, changes?: object) => Members;
  readonly checkoutBody: (changes?: object) => Members;
}

type Members = Record<string, unknown>;
type Call = (method: string, path: string, body?: unknown) => Promise<Reply>;

interface Checkout {
  readonly id: string;
  readonly page: string;
}

let nextId = 0;

export function createId(): string {
  nextId += 1;
  return `attempt-${nextId}`;
}

export async function startHarness(
  options: SandboxOptions = {},
): Promise<Harness> {
  const merchant = await startMerchant();
  const sandbox = await startSandbox({ ...FAST, ...options });
  onTestFinished(() => sandbox.close());
  const origin = `http://127.0.0.1:${sandbox.port}`;
  const token = await fetchToken(origin);

  const call: Call = (method, path, body) =>
    send(origin + path, {
      method,
      headers: { authorization: `Bearer ${token}` },
      body,
    });
  const depositBody: Harness["depositBody"] = (phone, changes = {}) => ({
    ShortCode: "174379",
    Amount: 2500,
    PhoneNumber: phone,
    AccountNo: "ORD-7848",
    TransactionDesc: "Duka",
    OriginatorConversationId: createId(),
    CallBackUrl: merchant.callbackUrl,
    Type: "0",
    Currency: "KES",
    ...changes,
  });
  const checkoutBody: Harness["checkoutBody"] = (changes = {}) => ({
    originatorConversationId: createId(),
    checkoutReference: "ORD-20260126-7848",
    checkoutRouteId: "DED81224-70B6-ED11-AD49-0EE00E897F52",
    checkoutRouteChannelType: 172,
    checkoutNotes: "Customer checkout for apparel purchase",
    checkoutCurrencyCode: 404,
    checkoutCurrencyName: "KES",
    checkoutDueDate: "2099-12-31T23:59:59Z",
    checkoutReturnUrl: `${merchant.url}/return`,
    checkoutCancelUrl: `${merchant.url}/cancel`,
    checkoutCallbackUrl: merchant.callbackUrl,
    checkoutAccountNo: "0072",
    checkoutRequestLines: [
      { sku: "SHRT-BLK-XL-9981", name: "Black Shirt XL", price: 2500 },
      { sku: "SHRT-BLU-L-4421", name: "Blue Shirt Large", price: 2200 },
    ],
    ...changes,
  });
  const control: Call = (method, path, body) =>
    send(`${origin}/_sandbox${path}`, { method, body });
  return {
    sandbox,
    origin,
    merchant,
    token,
    call,
    control,
    listed: async (name) => (await control("GET", `/${name}`)).json[name],
    open: (path) => send(origin + path),
    decide: (id, outcome, callbacks) =>
      control("POST", `/attempts/${id}`, { outcome, callbacks }),
    shown: async (id) => (await control("GET", `/attempts/${id}`)).json,
    depositBody,
    checkoutBody,
    payoutBody: createPayoutBody,
    payout: async (...phones) => {
      const body = createPayoutBody(...phones);
      const reply = await call("POST", "/v1/payment-order/new-order", body);
      if (reply.status !== 202) throw new Error(reply.text);
      return String(body["originatorConversationId"]);
    },
    queryPayout: (id) =>
      call(
        "GET",
        `/v1/payment-order/check-status?IdType=OriginatorConversationId&Id=${id}`,
      ),
    deposit: async (phone, changes) => {
      const body = depositBody(phone, changes);
      const reply = await call("POST", "/v1/express-deposit", body);
      if (reply.status !== 202) throw new Error(reply.text);
      return String(body["OriginatorConversationId"]);
    },
    queryDeposit: (id) =>
      call(
        "GET",
        `/v1/express-deposit/check-status?OriginatorConversationId=${id}`,
      ),
    checkout: async (changes) => {
      const body = checkoutBody(changes);
      const reply = await call("POST", "/v1/checkout-order/new-order", body);
      if (reply.status !== 202) throw new Error(reply.text);
      return {
        id: String(body["originatorConversationId"]),
        page: String(reply.json["checkoutUrl"]),
      };
    },
    queryCheckout: (id) =>
      call("GET", `/v1/checkout-order/check-status?IdType=1&Id=${id}`),
  };
}

/** A transfer to phones, one line for each. */
function createPayoutBody(...phones: string[]): Members {
  return {
    originatorConversationId: createId(),
    paymentNotes: "Transactions",
    paymentOrderLines: phones.map(createPayoutLine),
  };
}

export function createPayoutLine(phone: string): Members {
  return {
    remitter: { name: "Duka", country: "KE", ccy: "404" },
    recipient: {
      name: "Test Recipient",
      primaryAccountNumber: `+${phone}`,
      mccmnc: "63902",
      ccy: 404,
    },
    transaction: {
      routeId: "F0AEFE34-3FC5-F011-BBC1-0E7D952D79B7",
      channelType: 1,
      amount: 100,
      reference: "REF-QA-234",
      systemTraceAuditNumber: "726fae45-8b87-4d3d-9b5f-43387c899adf",
    },
  };
}

export async function send(
  url: string,
  {
    method = "GET",
    headers = {},
    body,
  }: { method?: string; headers?: Record<string, string>; body?: unknown } = {},
): Promise<Reply> {
  const response = await fetch(url, {
    method,
    redirect: "manual",
    headers:
      body === undefined
        ? headers
        : { "content-type": "application/json", ...headers },
    ...(body !== undefined && {
      body: typeof body === "string" ? body : JSON.stringify(body),
    }),
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    text,
    json: readJson(response, text),
  };
}

/** The same members under other names. */
export const renamed = (
  members: object,
  rename: (name: string) => string,
): Members =>
  Object.fromEntries(
    Object.entries(members).map(([name, value]: [string, unknown]) => [
      rename(name),
      value,
    ]),
  );

/** A refusal in short: "404 unknown_attempt". FlexPay calls its codes otherwise. */
export const refusal = ({ status, json }: Reply): string =>
  `${status} ${String(json["error"] ?? json["errorCode"])}`;

/** Where a page sends the browser: "303 /phone". */
export const redirect = ({ status, headers }: Reply): string =>
  `${status} ${headers.get("location") ?? ""}`;

/** Posts as a browser's form does. */
export async function sendForm(
  url: string,
  fields: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<Reply> {
  return send(url, {
    method: "POST",
    headers: {
      "content-type": "application/x-www-form-urlencoded",
      ...headers,
    },
    body: new URLSearchParams(fields).toString(),
  });
}

async function fetchToken(origin: string): Promise<string> {
  const reply = await sendForm(`${origin}/connect/token`, {
    client_id: "sandbox-client",
    client_secret: "sandbox-secret",
    grant_type: "client_credentials",
    scope: "PyPay_api",
  });
  return String(reply.json["access_token"]);
}

function readJson(
  response: Response,
  text: string,
): Readonly<Record<string, unknown>> {
  if (!(response.headers.get("content-type") ?? "").includes("json")) return {};
  const value: unknown = JSON.parse(text);
  return typeof value === "object" && value !== null
    ? Object.fromEntries(Object.entries(value))
    : {};
}
