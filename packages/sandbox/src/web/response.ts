/** Responses of the simulated APIs, and how they are sent: after any requested fault, completely or cut off. */
import type { Response } from "express";
import { setTimeout as delay } from "node:timers/promises";
import type { Call, Faults } from "./faults.ts";
import type { JsonValue } from "./json-text.ts";
import { writeJson } from "./json-text.ts";

export interface ApiResponse {
  readonly status: number;
  readonly contentType: string;
  readonly text: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** How much is sent before the connection is cut; default: everything. */
  readonly arrives?: "half" | "none";
}

export function jsonResponse(status: number, body: JsonValue): ApiResponse {
  return {
    status,
    contentType: "application/json; charset=utf-8",
    text: writeJson(body),
  };
}

export function textResponse(status: number, text: string): ApiResponse {
  return { status, contentType: "text/plain; charset=utf-8", text };
}

/** Handles one call to a provider. `toFault` builds the provider's error body for a requested status. */
export async function respondToCall(
  { faults, call }: { readonly faults: Faults; readonly call: Call },
  response: Response,
  toFault: (status: number, reason: string) => ApiResponse,
  handle: () => ApiResponse | Promise<ApiResponse>,
): Promise<void> {
  const fault = faults.take(call);
  if (fault !== undefined && fault.delayMs > 0)
    await delay(fault.delayMs, undefined, { ref: false });
  if (fault?.status !== undefined) {
    const reason = "Requested with the sandbox's control API.";
    sendResponse(response, toFault(fault.status, reason));
    return;
  }
  const complete = await handle();
  sendResponse(
    response,
    fault?.arrives === undefined
      ? complete
      : { ...complete, arrives: fault.arrives },
  );
}

/** Sends a response, or the requested part of it. */
export function sendResponse(response: Response, data: ApiResponse): void {
  if (response.destroyed) return;
  if (data.arrives === "none") {
    response.destroy();
    return;
  }
  const bytes = Buffer.from(data.text);
  response.status(data.status).set({
    ...data.headers,
    "Content-Type": data.contentType,
    "Content-Length": String(bytes.length),
  });
  if (data.arrives === undefined) {
    response.end(bytes);
    return;
  }
  response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => {
    response.destroy();
  });
}
