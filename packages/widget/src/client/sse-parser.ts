/** Reads Server-Sent Events out of text that may be cut anywhere (WHATWG HTML, 9.2.6). */

export interface ServerSentEvent {
  readonly event: string;
  readonly data: string;
  /** The last id seen so far; empty when there was none. */
  readonly id: string;
}

/** Returns a function to feed with text as it comes; complete events go to `onEvent`. Comments are passed over. */
export function createSseParser(
  onEvent: (event: ServerSentEvent) => void,
): (text: string) => void {
  let rest = "";
  let id = "";
  let event = "";
  let data: string[] = [];

  const readLine = (line: string): void => {
    if (line === "") {
      if (data.length > 0)
        onEvent({ event: event || "message", data: data.join("\n"), id });
      event = "";
      data = [];
      return;
    }
    const [, field = "", value = ""] =
      /^([^:]*)(?:: ?(.*))?$/s.exec(line) ?? [];
    if (field === "event") event = value;
    else if (field === "data") data.push(value);
    else if (field === "id" && !value.includes("\0")) id = value;
  };

  return (text) => {
    // A CR at the very end may be the first half of a CRLF: it waits for what comes next.
    const lines = (rest + text).split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop() ?? "";
    for (const line of lines) readLine(line);
  };
}
