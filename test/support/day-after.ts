/** The next day, without waiting for it: the relay runs in this process. */
import { vi } from "vitest";
import type { Stack } from "./stack.ts";

const AHEAD_MS = 26 * 60 * 60_000;

/** Today, as it was. The relay is restarted: one whose clock steps while it runs waits before it believes it. */
export async function becomeTomorrow(
  stack: Pick<Stack, "restart">,
): Promise<{ readonly day: string; readonly restore: () => void }> {
  const { now } = Date;
  const day = new Date().toISOString().slice(0, "2026-11-29".length);
  const clock = vi
    .spyOn(Date, "now")
    .mockImplementation(() => now() + AHEAD_MS);
  await stack.restart();
  return {
    day,
    restore: () => {
      clock.mockRestore();
    },
  };
}
