/** Limits for initiating transactions: 60 calls a minute, and idempotency keys that last a day. */
import type { ApiResponse } from "../web/response.ts";
import type { Application } from "./applications.ts";

const MAX_CALLS = 60;
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const MAX_KEYS = 10_000;

export class InitiationLimits {
  readonly #now: () => number;
  readonly #calls = new Map<Application, number[]>();
  /** By application and key, oldest first. */
  readonly #answers = new Map<string, { at: number; answer: ApiResponse }>();

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** Counts the call if it is allowed. */
  allows(application: Application): boolean {
    const now = this.#now();
    const recent = (this.#calls.get(application) ?? []).filter(
      (at) => at > now - MINUTE_MS,
    );
    if (recent.length >= MAX_CALLS) return false;
    this.#calls.set(application, [...recent, now]);
    return true;
  }

  firstResponse(
    application: Application,
    key: string | undefined,
  ): ApiResponse | undefined {
    if (key === undefined) return undefined;
    const kept = this.#answers.get(toName(application, key));
    return kept !== undefined && kept.at > this.#now() - DAY_MS
      ? kept.answer
      : undefined;
  }

  remember(
    application: Application,
    key: string | undefined,
    answer: ApiResponse,
  ): void {
    if (key === undefined) return;
    const name = toName(application, key);
    this.#answers.delete(name);
    this.#answers.set(name, { at: this.#now(), answer });
    for (const oldest of this.#answers.keys()) {
      if (this.#answers.size <= MAX_KEYS) break;
      this.#answers.delete(oldest);
    }
  }

  clear(): void {
    this.#calls.clear();
    this.#answers.clear();
  }
}

function toName({ id }: Application, key: string): string {
  return `${id} ${key}`;
}
