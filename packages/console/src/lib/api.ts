/** Clients of the merchant API that authenticate by the session's cookie. */
import { createMerchantClient } from "@malipo/client";
import type { MerchantClient } from "@malipo/client";
import { noteSignedOut } from "./session.ts";

/** The relay does not count what has this header as the doing of a person, so that an open page doesn't keep a session. */
const BACKGROUND = { "malipo-background": "1" };

/** Somebody looks at the page: rather than wait longer, they read what is wrong, and try again when they want to. */
const LONGEST_PAUSE_MS = 2_000;

const createClient = (more: Readonly<Record<string, string>>): MerchantClient =>
  createMerchantClient({
    relay: location.origin,
    key: null,
    longestPauseMs: LONGEST_PAUSE_MS,
    async fetch(url, init) {
      const headers = new Headers(init.headers);
      for (const [name, value] of Object.entries(more))
        headers.set(name, value);
      const response = await fetch(url, {
        ...init,
        headers,
        cache: "no-store",
      });
      if (response.status === 401) noteSignedOut();
      return response;
    },
  });

/** For what a person asks for. */
export const api = createClient({});
/** For what a page does by itself. */
export const backgroundApi = createClient(BACKGROUND);
