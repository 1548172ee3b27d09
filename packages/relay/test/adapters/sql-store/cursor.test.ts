import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  decodeCursor,
  encodeCursor,
} from "../../../src/adapters/sql-store/cursor.ts";

describe("a cursor", () => {
  it("reads back as the position it was made from", () => {
    fc.assert(
      fc.property(
        fc.record({
          createdAt: fc.nat({ max: Number.MAX_SAFE_INTEGER }),
          id: fc.string({ minLength: 1, unit: "grapheme" }),
        }),
        (position) => {
          const cursor = encodeCursor(position);
          expect(cursor).toMatch(/^[\w-]+$/);
          expect(decodeCursor(cursor)).toEqual(position);
        },
      ),
    );
  });

  it("refuses every other text", () => {
    const made = encodeCursor({ createdAt: 1, id: "ord_1" });
    const encoded = [
      ...["1.", ".ord_1", "01.ord_1", "-1.ord_1", "1e9.ord_1"],
      "99999999999999999999.ord_1",
    ].map((text) => Buffer.from(text).toString("base64url"));
    const others = [
      ...["", "no cursor", `${made}=`, ` ${made}`, made.slice(0, 3)],
      ...[...encoded, Buffer.from([0x31, 0x2e, 0xff]).toString("base64url")],
    ];
    for (const other of others)
      expect(() => decodeCursor(other), other).toThrow(
        expect.objectContaining({ code: "invalid_request" }),
      );
  });

  it("refuses whatever was changed on the way, or reads it as a position of its own", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        let position;
        try {
          position = decodeCursor(text);
        } catch (error) {
          expect(error).toMatchObject({ code: "invalid_request" });
          return;
        }
        expect(encodeCursor(position)).toBe(text);
      }),
    );
  });
});
