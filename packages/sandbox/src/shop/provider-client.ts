/** The shop's calls to the provider: a token, a prompt, and how it ended. */
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

  /**
   * Why the provider refused it; otherwise null. A server error or no answer says nothing about the prompt: the status
   * does.
   */
  async sendPrompt(prompt: Prompt): Promise<string | null> {
    const { id } = prompt;
    const request = {
      ShortCode: "174379",
      Amount: prompt.amount,
      PhoneNumber: prompt.phone,
      AccountNo: id,
      TransactionDesc: "Test order",
      OriginatorConversationId: id,
      CallBackUrl: prompt.callbackUrl,
      Currency: "KES",
    };
    try {
      const response = await this.#call("POST", "/v1/express-deposit", request);
      await response.body?.cancel();
      const isRefused = response.status >= 400 && response.status < 500;
      return isRefused ? `The provider answered ${response.status}.` : null;
    } catch (error) {
      // A broken connection, or a time-out: https://fetch.spec.whatwg.org/#fetch-method
      if (error instanceof TypeError || error instanceof DOMException)
        return null;
      throw error;
    }
  }

  /**
   * The provider's own answer, which a callback only hints at; null if it knows no such payment. Codes that we don't know
   * are pending.
   */
  async readStatus(id: string): Promise<PaymentStatus | null> {
    const query = new URLSearchParams({ OriginatorConversationId: id });
    const response = await this.#call(
      "GET",
      `/v1/express-deposit/check-status?${query.toString()}`,
    );
    if (response.status === 404) {
      await response.body?.cancel();
      return null;
    }
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
