import { setViewport } from "@web/test-runner-commands";

/** Resolves with the width there is: a browser that is driven by WebDriver keeps its window as it is. */
export async function resize(width: number, height = 600): Promise<number> {
  try {
    await setViewport({ width, height });
  } catch {
    return innerWidth;
  }
  return width;
}
