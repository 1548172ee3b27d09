/** What an endpoint answers, apart from how it is sent. */
import type { JsonValue } from "../json-text.ts";
import { writeJson } from "../json-text.ts";

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
