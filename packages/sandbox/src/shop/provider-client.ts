/** What the shop asks the provider, as any merchant's server does: a token, a prompt, and how it ended. */
import { z } from "zod";

const TIMEOUT_MS = 10_000;

const tokenSchema = z.object({ access_token: z.string() });
const statusSchema = z.object({
  resultCode: z.string(),
  resultDesc: z.string(),
  mpesaReceiptNumber: z.string(),
});

export interface ProviderAccount {
  /** Where the provider's API is, without a trailing slash. */
  readonly url: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

export interface Prompt {
  readonly id: string;
  /** "254712345600". */
  readonly phone: string;
  /** In whole shillings. */
  readonly amount: number;
  readonly callbackUrl: string;
}

export type PaymentStatus =
  | { readonly name: "pending" }
  | { readonly name: "paid"; readonly receipt: string }
  | { readonly name: "failed"; readonly reason: string };

export class ProviderClient {
  readonly #account: ProviderAccount;

  constructor(account: ProviderAccount) {
    this.#account = account;
  }

  /** Null once the provider has accepted it, otherwise why not. */
  async sendPrompt(prompt: Prompt): Promise<string | null> {
    const response = await this.#call("POST", "/v1/express-deposit", {
      ShortCode: "174379",
      Amount: prompt.amount,
      PhoneNumber: prompt.phone,
      AccountNo: prompt.id,
      TransactionDesc: "Test order",
      OriginatorConversationId: prompt.id,
      CallBackUrl: prompt.callbackUrl,
      Currency: "KES",
    });
    await response.body?.cancel();
    return response.ok ? null : `The provider answered ${response.status}.`;
  }

  /** The provider's own answer, which a callback only hints at. Codes that we don't know are pending. */
  async readStatus(id: string): Promise<PaymentStatus> {
    const query = new URLSearchParams({ OriginatorConversationId: id });
    const response = await this.#call(
      "GET",
      `/v1/express-deposit/check-status?${query.toString()}`,
    );
    const { resultCode, resultDesc, mpesaReceiptNumber } = statusSchema.parse(
      await response.json(),
    );
    if (resultCode === "") return { name: "pending" };
    if (resultCode !== "0") return { name: "failed", reason: resultDesc };
    return mpesaReceiptNumber === ""
      ? { name: "pending" }
      : { name: "paid", receipt: mpesaReceiptNumber };
  }

  async #call(method: string, path: string, body?: object): Promise<Response> {
    return fetch(this.#account.url + path, {
      method,
      headers: {
        authorization: `Bearer ${await this.#fetchToken()}`,
        ...(body && { "content-type": "application/json" }),
      },
      ...(body && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
  }

  async #fetchToken(): Promise<string> {
    const { url, clientId, clientSecret } = this.#account;
    const response = await fetch(`${url}/connect/token`, {
      method: "POST",
      body: new URLSearchParams({
        client_id: clientId,
        client_secret: clientSecret,
        grant_type: "client_credentials",
        scope: "PyPay_api",
      }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return tokenSchema.parse(await response.json()).access_token;
  }
}
