import fc from "fast-check";
import { describe, it } from "vitest";
import { readCallback } from "../../../src/adapters/almara/payments/callback.ts";
import { readPaybillNotice } from "../../../src/adapters/almara/payments/paybill-notice.ts";
import { sample } from "./harness.ts";

const DOCUMENTED = sample("almara-checkout-callback.as-documented.txt");
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe("reading a callback", () => {
  const currency = fc.constantFrom(null, "KES", "XXX", "constructor");
  const isHint = (found: ReturnType<typeof readCallback>): boolean =>
    found === null ||
    (typeof found.payerAnswered === "boolean" &&
      (found.amount === null ||
        (found.hasAmount &&
          Number.isSafeInteger(found.amount.value) &&
          found.amount.value >= 0)));

  it("never throws on any bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2000 }), currency, (body, code) =>
        isHint(readCallback(body, code)),
      ),
      { numRuns: 2000 },
    );
  });

  it("never throws on any JSON", () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 8 }), currency, (body, code) =>
        isHint(readCallback(bytes(body), code)),
      ),
      { numRuns: 1000 },
    );
  });

  it("never throws on any change of the documented body", () => {
    const change = fc.record({
      at: fc.nat({ max: DOCUMENTED.length }),
      drop: fc.nat({ max: 40 }),
      put: fc.oneof(
        fc.uint8Array({ maxLength: 20 }),
        fc.constantFrom(...'" { } [ ] , : null 1e999 \\'.split(" ")).map(bytes),
      ),
    });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 6 }), currency, (all, code) => {
        const body = all.reduce(
          (before, { at, drop, put }) =>
            Buffer.concat([
              before.subarray(0, at),
              put,
              before.subarray(at + drop),
            ]),
          Buffer.from(DOCUMENTED),
        );
        return isHint(readCallback(body, code));
      }),
      { numRuns: 2000 },
    );
  });
});

describe("reading a notice of a payment by hand", () => {
  const nobody = { seen: () => undefined };
  const isNotice = (body: Uint8Array): boolean => {
    const found = readPaybillNotice(body, nobody);
    return (
      found === null ||
      found.amount === null ||
      (Number.isSafeInteger(found.amount.value) && found.amount.value > 0)
    );
  };
  const name = fc.constantFrom(
    ...["AccountNumber", "BillRefNumber", "TransID", "amount", "PaymentAmount"],
    ...["Currency", "ResultCode", "Status", "Body", "__proto__", "constructor"],
  );

  it("never throws on any bytes", () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 2000 }), isNotice), {
      numRuns: 2000,
    });
  });

  it("never throws on any JSON", () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 8 }), (body) => isNotice(bytes(body))),
      { numRuns: 1000 },
    );
  });

  it("never throws on anything under the names it knows, whole or cut", () => {
    fc.assert(
      fc.property(
        fc.dictionary(name, fc.jsonValue({ maxDepth: 3 })),
        fc.nat({ max: 30 }),
        (body, cut) => {
          const text = JSON.stringify(body);
          return isNotice(bytes(text.slice(0, text.length - cut)));
        },
      ),
      { numRuns: 2000 },
    );
  });
});
