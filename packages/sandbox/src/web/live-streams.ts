/** Server-sent events to the open pages of one kind. Each event is the whole screen, so a lost one does no harm. */
import type { Response } from "express";
import { Timers } from "./timers.ts";

const MAX_STREAMS = 200;
const KEEP_ALIVE_MS = 15_000;
/** Changes within this time are sent as one. */
const COALESCE_MS = 30;

/** One card on the screen. The page replaces a card only when its version changed, so that nobody loses a typed PIN. */
export interface ScreenItem {
  readonly id: string;
  readonly version: string;
  readonly html: string;
  /** What a screen reader is told when the card is new. */
  readonly announcement: string;
}

export class LiveStreams {
  readonly #toScreen: (view: string) => object;
  readonly #timers = new Timers();
  /** What each open stream is about. */
  readonly #viewByStream = new Map<Response, string>();
  #refreshing = false;

  /** `toScreen` says what a page shows that was opened for a view. */
  constructor(toScreen: (view: string) => object) {
    this.#toScreen = toScreen;
    this.#keepAlive();
  }

  open(response: Response, view: string): void {
    if (this.#viewByStream.size >= MAX_STREAMS) {
      response.status(503).type("text").send("Too many open pages.");
      return;
    }
    response.set({
      "Content-Type": "text/event-stream",
      "Cache-Control": "no-store",
      "X-Accel-Buffering": "no",
    });
    response.flushHeaders();
    response.write("retry: 1000\n\n");
    this.#viewByStream.set(response, view);
    response.on("close", () => this.#viewByStream.delete(response));
    this.#send(response, view);
  }

  /** Something has changed: every page gets its screen anew. */
  refresh(): void {
    if (this.#refreshing || this.#viewByStream.size === 0) return;
    this.#refreshing = true;
    this.#timers.after(COALESCE_MS, () => {
      this.#refreshing = false;
      for (const [stream, view] of this.#viewByStream) this.#send(stream, view);
    });
  }

  /** Something will change by itself. */
  refreshAfter(delayMs: number): void {
    this.#timers.after(delayMs, () => {
      this.refresh();
    });
  }

  close(): void {
    this.#timers.close();
    for (const stream of this.#viewByStream.keys()) stream.end();
    this.#viewByStream.clear();
  }

  #send(stream: Response, view: string): void {
    const screen = JSON.stringify(this.#toScreen(view));
    stream.write(`event: screen\ndata: ${screen}\n\n`);
  }

  #keepAlive(): void {
    this.#timers.after(KEEP_ALIVE_MS, () => {
      for (const stream of this.#viewByStream.keys()) stream.write(":\n\n");
      this.#keepAlive();
    });
  }
}
