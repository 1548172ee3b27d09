/** Loads what an element shows, and again from time to time. What is shown stays until there is something newer. */
import type { MerchantClient } from "@malipo/client";
import type { ReactiveController, ReactiveControllerHost } from "lit";
import { api, backgroundApi } from "./api.ts";

export interface ResourceOptions<T> {
  readonly load: (client: MerchantClient, signal: AbortSignal) => Promise<T>;
  /** While the page can be seen. Default: never. */
  readonly everyMs?: number;
  /** `before`: what was shown. Not called for the first value. */
  readonly onNews?: (value: T, before: T) => void;
}

export class Resource<T> implements ReactiveController {
  value: T | undefined;
  error: unknown;
  isLoading = false;
  readonly #host: ReactiveControllerHost;
  readonly #options: ResourceOptions<T>;
  #running: AbortController | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost, options: ResourceOptions<T>) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  hostConnected(): void {
    document.addEventListener("visibilitychange", this.#onVisible);
  }

  hostDisconnected(): void {
    document.removeEventListener("visibilitychange", this.#onVisible);
    clearTimeout(this.#timer);
    this.#running?.abort();
  }

  /** For something else than before: nothing of it is shown any more. */
  async open(): Promise<void> {
    this.clear();
    await this.reload();
  }

  /** Nothing is asked for any more. */
  clear(): void {
    this.#running?.abort();
    clearTimeout(this.#timer);
    this.value = undefined;
    this.error = undefined;
    this.isLoading = false;
    this.#host.requestUpdate();
  }

  async reload(client: MerchantClient = api): Promise<void> {
    this.#running?.abort();
    clearTimeout(this.#timer);
    const running = new AbortController();
    this.#running = running;
    this.isLoading = true;
    this.#host.requestUpdate();
    try {
      const value = await this.#options.load(client, running.signal);
      if (running.signal.aborted) return;
      const before = this.value;
      this.value = value;
      this.error = undefined;
      if (before !== undefined) this.#options.onNews?.(value, before);
    } catch (error) {
      if (running.signal.aborted) return;
      this.error = error;
    }
    this.isLoading = false;
    this.#host.requestUpdate();
    this.#schedule();
  }

  #schedule(): void {
    const { everyMs } = this.#options;
    if (everyMs === undefined || document.hidden) return;
    this.#timer = setTimeout(() => void this.reload(backgroundApi), everyMs);
  }

  readonly #onVisible = (): void => {
    clearTimeout(this.#timer);
    if (!document.hidden && this.#options.everyMs !== undefined)
      void this.reload(backgroundApi);
  };
}
