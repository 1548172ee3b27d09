/** Says something to screen readers, and shows it for a while to everybody. Nothing that is said hides what was said before. */
import { createStore } from "../lib/store.ts";

const SHOWN_MS = 6_000;
/** More would cover the page. */
const MOST = 3;

export interface Announcement {
  readonly id: number;
  readonly text: string;
}

/** What is shown now, oldest first. */
export const announcements = createStore<readonly Announcement[]>([]);
let said = 0;

export function announce(text: string): void {
  if (text === "") return;
  said += 1;
  const id = said;
  announcements.set([...announcements.get(), { id, text }].slice(-MOST));
  setTimeout(() => {
    announcements.set(announcements.get().filter((each) => each.id !== id));
  }, SHOWN_MS);
}
