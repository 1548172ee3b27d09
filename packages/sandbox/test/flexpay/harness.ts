/** A sandbox whose FlexPay is called as the shop's application, or as the payer's. */
import type { SandboxOptions } from "../../src/index.ts";
import type { Harness, Reply } from "../support/harness.ts";
import { send, startHarness } from "../support/harness.ts";

export type Members = Readonly<Record<string, unknown>>;

export interface FlexReply extends Reply {
  /** `data` of the envelope; empty when there is none. */
  readonly data: Members;
}

type Call = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Record<string, string>,
) => Promise<FlexReply>;

export interface FlexHarness extends Harness {
  /** As the shop's application, which receives. */
  readonly shop: Call;
  /** As the wallet app, which sends. */
  readonly payer: Call;
  /** Without a token. */
  readonly anyone: Call;
  /** Sends money by program; the answer is the transaction. */
  readonly transfer: (changes?: object) => Promise<Members>;
}

const SHOP = ["sandbox-flexpay-client", "sandbox-flexpay-secret"] as const;
const PAYER = [
  "sandbox-pesawallet-client",
  "sandbox-pesawallet-secret",
] as const;

export async function startFlexpay(
  options: SandboxOptions = {},
): Promise<FlexHarness> {
  const harness = await startHarness(options);
  const call =
    (token?: string): Call =>
    async (method, path, body, headers = {}) => {
      const authorization =
        token === undefined ? {} : { authorization: `Bearer ${token}` };
      const reply = await send(`${harness.origin}/flexpay/v1${path}`, {
        method,
        headers: { ...authorization, ...headers },
        body,
      });
      return { ...reply, data: toMembers(reply.json["data"]) };
    };
  const anyone = call();
  const login = async ([client_id, client_secret]: readonly [
    string,
    string,
  ]) => {
    const body = { client_id, client_secret };
    const { data } = await anyone("POST", "/auth/token", body);
    return call(String(data["token"]));
  };
  return {
    ...harness,
    shop: await login([
      options.flexpayClientId ?? SHOP[0],
      options.flexpayClientSecret ?? SHOP[1],
    ]),
    payer: await login(PAYER),
    anyone,
    transfer: async (changes = {}) => {
      const order = { amount: 1500, narration: "ORD-7848", ...changes };
      const reply = await harness.control("POST", "/transfers", order);
      if (reply.status !== 201) throw new Error(reply.text);
      return reply.json;
    },
  };
}

/** Where a transaction is read. */
export const pathOf = ({ reference }: Members): string =>
  `/transactions/${String(reference)}`;

/** Has the shop's webhooks sent to the merchant. */
export async function listen({ control, merchant }: Harness): Promise<void> {
  const webhookUrl = `${merchant.url}/callbacks/flexpay`;
  await control("POST", "/flexpay", { webhookUrl });
}

export function toMembers(value: unknown): Members {
  return typeof value === "object" && value !== null
    ? Object.fromEntries(Object.entries(value))
    : {};
}

export const isoTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
