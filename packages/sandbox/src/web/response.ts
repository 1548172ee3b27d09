/** What an endpoint answers, and how it is sent: after the fault that was ordered for the call, whole or cut. */
import type { Response } from "express";
import { setTimeout as delay } from "node:timers/promises";
import type { Call, Faults } from "./faults.ts";
import type { JsonValue } from "./json-text.ts";
import { writeJson } from "./json-text.ts";

export interface Answer {
  readonly status: number;
  readonly contentType: string;
  readonly text: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** How much of it arrives before the connection is cut; all of it when absent. */
  readonly arrives?: "half" | "none";
}

export function jsonAnswer(status: number, body: JsonValue): Answer {
  return {
    status,
    contentType: "application/json; charset=utf-8",
    text: writeJson(body),
  };
}

export function textAnswer(status: number, text: string): Answer {
  return { status, contentType: "text/plain; charset=utf-8", text };
}

/** Answers one call of a provider's. `toFault` writes the provider's own body around a status that was ordered. */
export async function answerCall(
  { faults, call }: { readonly faults: Faults; readonly call: Call },
  response: Response,
  toFault: (status: number, reason: string) => Answer,
  handle: () => Answer | Promise<Answer>,
): Promise<void> {
  const fault = faults.take(call);
  if (fault !== undefined && fault.delayMs > 0)
    await delay(fault.delayMs, undefined, { ref: false });
  if (fault?.status !== undefined) {
    const reason = "Ordered by the sandbox's control call.";
    sendAnswer(response, toFault(fault.status, reason));
    return;
  }
  const whole = await handle();
  sendAnswer(
    response,
    fault?.arrives === undefined ? whole : { ...whole, arrives: fault.arrives },
  );
}

/** Sends an answer, or the part of it that is to arrive. */
export function sendAnswer(response: Response, answer: Answer): void {
  if (response.destroyed) return;
  if (answer.arrives === "none") {
    response.destroy();
    return;
  }
  const bytes = Buffer.from(answer.text);
  response.status(answer.status).set({
    ...answer.headers,
    "Content-Type": answer.contentType,
    "Content-Length": String(bytes.length),
  });
  if (answer.arrives === undefined) {
    response.end(bytes);
    return;
  }
  response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => {
    response.destroy();
  });
}
