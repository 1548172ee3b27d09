/**
 * Sends webhooks to applications: signed, encrypted if configured, at most three attempts
 * (https://docs.yourflexpay.com/idaas/webhooks). Delays and the time-out are the sandbox's own.
 */
import { randomBytes } from "node:crypto";
import { writeJson } from "../web/json-text.ts";
import { createHmac } from "node:crypto";
import type { PostResult } from "../web/outgoing.ts";
import { isDelivered, post } from "../web/outgoing.ts";
import { Timers } from "../web/timers.ts";
import type { Application } from "./applications.ts";
import { encrypt } from "./encryption.ts";
import type { Transaction } from "./transaction.ts";
import { toTransactionJson } from "./transaction.ts";
import type { WebhookMode } from "./webhook-mode.ts";
import { WEBHOOK_MODES } from "./webhook-mode.ts";
import type { Direction, EventType, WebhookRecord } from "./webhook-record.ts";
import { createRecord } from "./webhook-record.ts";

const MAX_TRIES = 3;
const STALE_SECONDS = 3600;

export interface WebhookDeliveryOptions {
  readonly log: (line: string) => void;
  /** Delay before a webhook is sent. */
  readonly callbackDelayMs: number;
  /** Delays between retries; only the first two are used. */
  readonly callbackRetryDelaysMs: readonly number[];
}

/** A webhook; every attempt sends the same bytes. */
interface Message {
  readonly record: WebhookRecord;
  readonly signature: WebhookMode["signature"];
  readonly body: string;
  readonly encrypted: boolean;
  tries: number;
}

export class WebhookDelivery {
  readonly #options: WebhookDeliveryOptions;
  readonly #timers = new Timers();
  #stop = new AbortController();

  constructor(options: WebhookDeliveryOptions) {
    this.#options = options;
  }

  /** Notifies the receiver of a pending transaction. Does nothing if its application has no URL. */
  tellReceiver(transaction: Transaction, mode: WebhookMode): void {
    const { application } = transaction.receiver.account;
    const { url } = application.webhook;
    if (url === undefined) return;
    const event = "TRANSACTION_INITIATED";
    this.#send(transaction, "RECEIVER", application, url, event, mode);
  }

  /** Notifies the sender of the outcome, if it gave a URL. */
  tellSender(transaction: Transaction, event: EventType): void {
    const { callbackUrl, sender } = transaction;
    if (callbackUrl === null) return;
    this.#send(
      transaction,
      "SENDER",
      sender.account.application,
      callbackUrl,
      event,
      WEBHOOK_MODES.normal,
    );
  }

  /** Cancels pending deliveries. */
  reset(): void {
    this.#timers.clear();
    this.#stop.abort();
    this.#stop = new AbortController();
  }

  /** Cancels pending deliveries and sends nothing more. */
  close(): void {
    this.#timers.close();
    this.#stop.abort();
  }

  #send(
    transaction: Transaction,
    direction: Direction,
    application: Application,
    targetUrl: string,
    eventType: EventType,
    { times, signature }: WebhookMode,
  ): void {
    if (times === 0) return;
    const record = openRecord(transaction, {
      application,
      direction,
      targetUrl,
      eventType,
    });
    const text = writeJson({ eventType, ...toTransactionJson(transaction) });
    const stopped = this.#stop.signal;
    this.#timers.after(this.#options.callbackDelayMs, () => {
      void this.#sendAll(record, text, times, signature, stopped);
    });
  }

  /** Sends each repetition after the previous attempt. */
  async #sendAll(
    record: WebhookRecord,
    text: string,
    times: number,
    signature: WebhookMode["signature"],
    stopped: AbortSignal,
  ): Promise<void> {
    const { encryptTo } = record.application.webhook;
    const encrypted = encryptTo !== undefined;
    const body = encrypted ? await encrypt(text, encryptTo) : text;
    for (let sent = 0; sent < times && !stopped.aborted; sent++)
      await this.#try(
        { record, signature, body, encrypted, tries: 0 },
        stopped,
      );
  }

  async #try(message: Message, stopped: AbortSignal): Promise<void> {
    const { record, body } = message;
    const result = await post(
      record.targetUrl,
      writeHeaders(message),
      body,
      stopped,
    );
    if (stopped.aborted) return;
    message.tries += 1;
    const ok = isDelivered(result);
    const pauseMs =
      message.tries < MAX_TRIES
        ? this.#options.callbackRetryDelaysMs[message.tries - 1]
        : undefined;
    this.#options.log(
      `${record.transactionReference}: ${record.eventType} webhook ${ok ? "taken" : "not taken"} (${describe(result)})`,
    );
    note(record, result, !ok && pauseMs === undefined);
    if (!ok && pauseMs !== undefined)
      this.#timers.after(pauseMs, () => void this.#try(message, stopped));
  }
}

/** A webhook that is sent again keeps its record. */
function openRecord(
  transaction: Transaction,
  facts: Pick<
    WebhookRecord,
    "application" | "direction" | "targetUrl" | "eventType"
  >,
): WebhookRecord {
  const known = transaction.webhooks.findLast(
    ({ direction, targetUrl }) =>
      direction === facts.direction && targetUrl === facts.targetUrl,
  );
  if (known !== undefined) {
    known.status = "PENDING";
    known.updatedAt = new Date();
    return known;
  }
  const record = createRecord({
    ...facts,
    transactionId: transaction.id,
    transactionReference: transaction.reference,
  });
  transaction.webhooks.push(record);
  return record;
}

function writeHeaders({ record, signature, body, encrypted }: Message) {
  const now = Math.floor(Date.now() / 1000);
  const timestamp = String(signature === "stale" ? now - STALE_SECONDS : now);
  const secret =
    signature === "forged"
      ? randomBytes(32).toString("hex")
      : record.application.webhook.secret;
  return {
    "content-type": encrypted ? "application/jose" : "application/json",
    ...(encrypted && { "content-encryption": "JWE" }),
    "x-idaas-timestamp": timestamp,
    "x-idaas-signature": sign(secret, timestamp, body),
  };
}

function note(record: WebhookRecord, result: PostResult, over: boolean): void {
  const now = new Date();
  record.attempts += 1;
  record.lastAttemptAt = now;
  record.updatedAt = now;
  if (isDelivered(result)) {
    record.status = "DELIVERED";
    record.deliveredAt = now;
    record.lastError = null;
    return;
  }
  record.lastError = describe(result);
  if (over) record.status = "FAILED";
}

function describe({ status, error }: PostResult): string {
  return status === null ? (error ?? "no answer") : `HTTP ${status}`;
}

/** As https://docs.yourflexpay.com/idaas/webhooks describes. `timestamp` is in seconds: the page does not state its unit. The
 * body is signed as it is sent. */
export function sign(secret: string, timestamp: string, body: string): string {
  const hmac = createHmac("sha256", secret);
  return `v0=${hmac.update(`v0:${timestamp}:${body}`).digest("hex")}`;
}
