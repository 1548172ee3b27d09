/** Server-sent events for the open pages of one kind. Each event is the whole screen, so a lost one does no harm. */
import type { Response } from "express";
import { Timers } from "./timers.ts";

const MAX_STREAMS = 200;
const KEEP_ALIVE_MS = 15_000;
/** Changes within this time are sent as one. */
const COALESCE_MS = 30;

/** A card on the screen. The page replaces a card only when its version changes, so that a typed PIN is kept. */
export interface ScreenItem {
  readonly id: string;
  readonly version: string;
  readonly html: string;
  /** Announced to screen readers when the card is new. */
  readonly announcement: string;
}

export class LiveStreams {
  readonly #toScreen: (view: string) => object;
  readonly #timers = new Timers();
  /** The view of each open stream. */
  readonly #viewByStream = new Map<Response, string>();
  #refreshing = false;

  /** `toScreen` renders the screen of a view. */
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

  /** Sends a new screen to every page. */
  refresh(): void {
    if (this.#refreshing || this.#viewByStream.size === 0) return;
    this.#refreshing = true;
    this.#timers.after(COALESCE_MS, () => {
      this.#refreshing = false;
      for (const [stream, view] of this.#viewByStream) this.#send(stream, view);
    });
  }

  /** Schedules a refresh for a later change. */
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
