/**
 * Tells applications of transactions: signed, encrypted where asked for, and tried three times at most
 * (https://docs.yourflexpay.com/idaas/webhooks). The pauses and the time-out are the sandbox's own.
 */
import { randomBytes } from "node:crypto";
import { writeJson } from "../web/json-text.ts";
import { createHmac } from "node:crypto";
import type { PostResult } from "../web/outgoing.ts";
import { isTaken, post } from "../web/outgoing.ts";
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
  /** Before a webhook is sent. */
  readonly callbackDelayMs: number;
  /** The pauses before it is tried again; only the first two are used. */
  readonly callbackRetryDelaysMs: readonly number[];
}

/** One webhook to be sent, the same bytes however often it is tried. */
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

  /** Tells the receiver that a transaction waits. Does nothing where its application has no address. */
  tellReceiver(transaction: Transaction, mode: WebhookMode): void {
    const { application } = transaction.receiver.account;
    const { url } = application.webhook;
    if (url === undefined) return;
    const event = "TRANSACTION_INITIATED";
    this.#send(transaction, "RECEIVER", application, url, event, mode);
  }

  /** Tells the sender how it ended, where it gave an address for that. */
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

  /** Gives up what is on its way. */
  reset(): void {
    this.#timers.clear();
    this.#stop.abort();
    this.#stop = new AbortController();
  }

  /** Gives up what is on its way and sends nothing more. */
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

  /** Each repetition goes out when the one before has been tried. */
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
    const ok = isTaken(result);
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

/** A webhook that is sent again continues its record. */
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
  if (isTaken(result)) {
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
