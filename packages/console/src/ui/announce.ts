/** Says something to screen readers, and shows it for a while to everybody. Nothing that is said hides what was said before. */
import { createStore } from "../lib/store.ts";

const SHOWN_MS = 6_000;
/** Long enough to be read, where something else waits to be said. */
const LEAST_MS = 3_000;

/** What is said now; empty if nothing is. */
export const announcement = createStore("");
const waiting: string[] = [];
let shownAt = 0;
let timer: ReturnType<typeof setTimeout> | undefined;

export function announce(text: string): void {
  if (text === "") return;
  waiting.push(text);
  if (timer === undefined) {
    next();
    return;
  }
  clearTimeout(timer);
  timer = setTimeout(next, Math.max(0, shownAt + LEAST_MS - Date.now()));
}

function next(): void {
  const text = waiting.shift() ?? "";
  // The same text twice is news twice.
  announcement.set("");
  announcement.set(text);
  shownAt = Date.now();
  timer =
    text === ""
      ? undefined
      : setTimeout(next, waiting.length === 0 ? SHOWN_MS : LEAST_MS);
}
