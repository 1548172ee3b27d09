/** Reads the phone's event stream as a browser would, screen by screen. */
import { createParser } from "eventsource-parser";
import { onTestFinished } from "vitest";
import type { Screen } from "../../src/almara/phone/screen.ts";

export interface PhoneStream {
  readonly response: Response;
  /** Reads on until a screen satisfies the condition. Rejects when the stream ends before. */
  waitFor(condition: (screen: Screen) => boolean): Promise<Screen>;
  /** Leaves, as a closed tab does. */
  readonly leave: () => void;
  /** Resolves when the stream ends. */
  ended(): Promise<void>;
}

export async function openPhoneStream(url: string): Promise<PhoneStream> {
  const abort = new AbortController();
  onTestFinished(() => {
    abort.abort();
  });
  const response = await fetch(url, { signal: abort.signal });
  if (response.body === null) throw new Error("The answer has no body.");
  const screens: Screen[] = [];
  const parser = createParser({
    onEvent: ({ event, data }) => {
      if (event === "screen") screens.push(JSON.parse(data) as Screen);
    },
  });
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  const readOn = async () => {
    const { done, value } = await reader.read();
    if (!done) parser.feed(value);
    return !done;
  };
  return {
    response,
    leave: () => {
      abort.abort();
    },
    waitFor: async (condition) => {
      for (;;) {
        for (
          let screen = screens.shift();
          screen !== undefined;
          screen = screens.shift()
        )
          if (condition(screen)) return screen;
        if (!(await readOn())) throw new Error("The stream has ended.");
      }
    },
    ended: async () => {
      while (await readOn());
    },
  };
}
