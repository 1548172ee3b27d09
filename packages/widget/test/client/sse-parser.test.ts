import { expect } from "@open-wc/testing";
import type { ServerSentEvent } from "../../src/client/sse-parser.ts";
import { createSseParser } from "../../src/client/sse-parser.ts";

function read(...chunks: readonly string[]): readonly ServerSentEvent[] {
  const events: ServerSentEvent[] = [];
  const feed = createSseParser((event) => {
    events.push(event);
  });
  for (const chunk of chunks) feed(chunk);
  return events;
}

const STREAM =
  ': hello\n\nevent: order\nid: 7\ndata: {"a":\ndata: 1}\n\n: keep-alive\n\nevent: reauth\ndata\n\ndata:x\n\n';
const EVENTS: readonly ServerSentEvent[] = [
  { event: "order", id: "7", data: '{"a":\n1}' },
  { event: "reauth", id: "7", data: "" },
  { event: "message", id: "7", data: "x" },
];

describe("createSseParser", () => {
  for (const [name, text] of [
    ["LF", STREAM],
    ["CRLF", STREAM.replaceAll("\n", "\r\n")],
    ["CR", STREAM.replaceAll("\n", "\r") + ":\r"],
  ] as const) {
    it(`reads a whole stream with ${name}`, () => {
      expect(read(text)).to.deep.equal(EVENTS);
    });

    it(`reads it cut in two at every place with ${name}`, () => {
      for (let cut = 1; cut < text.length; cut++)
        expect(
          read(text.slice(0, cut), text.slice(cut)),
          `cut at ${cut}`,
        ).to.deep.equal(EVENTS);
    });

    it(`reads it one character at a time with ${name}`, () => {
      expect(read(...Array.from(text))).to.deep.equal(EVENTS);
    });
  }

  it("tells nothing of an event that is not complete", () => {
    expect(read("event: order\ndata: 1\n")).to.deep.equal([]);
  });

  it("tells nothing of an event without data", () => {
    expect(read("event: order\n\n")).to.deep.equal([]);
  });

  it("takes one space after the colon away, and no more", () => {
    expect(read("data:  x\n\n")[0]?.data).to.equal(" x");
  });

  it("ignores unknown fields and an id with a null character", () => {
    const [event] = read("id: 1\nretry: 5\nid: a\0b\ndata: x\n\n");
    expect(event).to.deep.equal({ event: "message", id: "1", data: "x" });
  });
});
