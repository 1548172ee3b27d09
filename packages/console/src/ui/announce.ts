/** Says something to screen readers, and shows it for a moment to everybody. */
import { createStore } from "../lib/store.ts";

const SHOWN_MS = 6_000;

/** What is said now; empty if nothing is. */
export const announcement = createStore("");
let timer: ReturnType<typeof setTimeout> | undefined;

export function announce(text: string): void {
  clearTimeout(timer);
  // The same text twice is news twice.
  announcement.set("");
  announcement.set(text);
  timer = setTimeout(() => {
    announcement.set("");
  }, SHOWN_MS);
}
