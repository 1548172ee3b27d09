/** Server-sent events to every open phone page. Each event is the whole screen, so a lost one does no harm. */
import type { Response } from "express";
import type { Ledger } from "../ledger.ts";
import { Timers } from "../timers.ts";
import { toScreen } from "./screen.ts";

const MAX_STREAMS = 200;
const KEEP_ALIVE_MS = 15_000;
/** Changes within this time are sent as one. */
const COALESCE_MS = 30;

export class PhoneStreams {
  readonly #ledger: Ledger;
  readonly #timers = new Timers();
  /** The phone that each open stream is about; empty for all. */
  readonly #phoneByStream = new Map<Response, string>();
  #refreshing = false;

  constructor(ledger: Ledger) {
    this.#ledger = ledger;
    ledger.watch((attempt) => {
      this.#refreshSoon(COALESCE_MS);
      // A prompt that stays open leaves the screen when its time is up.
      if (attempt?.kind === "deposit" && attempt.decision === null)
        this.#timers.after(attempt.promptEndsAt.getTime() - Date.now(), () => {
          this.#refreshSoon(COALESCE_MS);
        });
    });
    this.#keepAlive();
  }

  open(response: Response, phone: string): void {
    if (this.#phoneByStream.size >= MAX_STREAMS) {
      response.status(503).type("text").send("Too many open phone pages.");
      return;
    }
    response.set({
      "Content-Type": "text/event-stream",
      "Cache-Control": "no-store",
      "X-Accel-Buffering": "no",
    });
    response.flushHeaders();
    response.write("retry: 1000\n\n");
    this.#phoneByStream.set(response, phone);
    response.on("close", () => this.#phoneByStream.delete(response));
    this.#send(response, phone);
  }

  close(): void {
    this.#timers.close();
    for (const stream of this.#phoneByStream.keys()) stream.end();
    this.#phoneByStream.clear();
  }

  #refreshSoon(delayMs: number): void {
    if (this.#refreshing || this.#phoneByStream.size === 0) return;
    this.#refreshing = true;
    this.#timers.after(delayMs, () => {
      this.#refreshing = false;
      for (const [stream, phone] of this.#phoneByStream)
        this.#send(stream, phone);
    });
  }

  #send(stream: Response, phone: string): void {
    const screen = toScreen(this.#ledger, phone, new Date());
    stream.write(`event: screen\ndata: ${JSON.stringify(screen)}\n\n`);
  }

  #keepAlive(): void {
    this.#timers.after(KEEP_ALIVE_MS, () => {
      for (const stream of this.#phoneByStream.keys()) stream.write(":\n\n");
      this.#keepAlive();
    });
  }
}
