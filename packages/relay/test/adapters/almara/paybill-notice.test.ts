import { describe, expect, it } from "vitest";
import type { PaybillNotice } from "../../../src/ports/provider.ts";
import { eachInItsOwnWorld, kes } from "./harness.ts";

const world = eachInItsOwnWorld();
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

function readText(text: string): PaybillNotice | null | undefined {
  return world().provider.readPaybillNotice?.(bytes(text));
}
const read = (body: unknown) => readText(JSON.stringify(body));

const NOTICE = {
  OriginatorConversationId: "0b0a5a63-6b7f-4c3e-8a2f-6d3e1f0c9b8a",
  Thirdpartyreceiptnumber: "SKL7X2Q9WD",
  PaymentAmount: 2500,
  Currency: "KES",
  ShortCode: "600002",
  AccountNumber: "K7Q2X9",
  PhoneNumber: "254712345678",
  FirstName: "ASHA",
  TransactionDate: "2026-11-21T09:13:11.2483928Z",
};
const EXPECTED: PaybillNotice = {
  account: "K7Q2X9",
  shortCode: "600002",
  amount: kes(250_000),
  receipt: "SKL7X2Q9WD",
  phone: "254712345678",
  payerName: "ASHA",
  failed: false,
};

describe("the notice of a payment by hand", () => {
  it("is a flat body", () => {
    expect(read(NOTICE)).toEqual(EXPECTED);
    expect(world().log.lines).toEqual([]);
  });

  it("may have its keys in any case", () => {
    const keys = (change: (key: string) => string) =>
      Object.fromEntries(
        Object.entries(NOTICE).map(([key, value]) => [change(key), value]),
      );
    expect(read(keys((key) => key.toUpperCase()))).toEqual(EXPECTED);
    expect(read(keys((key) => key.toLowerCase()))).toEqual(EXPECTED);
  });

  it.each([
    // Two spellings of one key
    { paymentamount: 10 },
    { Status: "Success", status: "failed" },
    { ACCOUNTNUMBER: "ZZZZZZZZ" },
    // A currency that can't be read
    { Currency: ["USD"] },
    { Currency: { code: "USD" } },
    { Currency: true },
    { CurrencyCode: {} },
  ])("pays nothing with %j", (more) => {
    expect(read({ ...NOTICE, ...more })?.amount).toBeNull();
  });

  it("may be Safaricom's own confirmation", () => {
    expect(
      read({
        TransactionType: "Pay Bill",
        TransID: "SKL7X2Q9WD",
        TransTime: "20261121121311",
        TransAmount: "2500.00",
        BusinessShortCode: "600002",
        BillRefNumber: "K7Q2X9",
        OrgAccountBalance: "49197.00",
        ThirdPartyTransID: "",
        MSISDN: "254712345678",
        FirstName: "ASHA",
        MiddleName: "",
        LastName: "",
      }),
    ).toEqual(EXPECTED);
  });

  it.each([
    ["account", "AccountNumber", "AccountNo", "BillRefNumber"],
    ["account", "AccountReference", "BillReference"],
    ["receipt", "ThirdPartyReceiptNumber", "TransID", "MpesaReceiptNumber"],
    ["receipt", "ReceiptNumber"],
    ["shortCode", "ShortCode", "BusinessShortCode"],
    ["phone", "PhoneNumber", "MSISDN", "Msisdn"],
  ])("names its %s under %s, %s…", (field, ...names) => {
    for (const name of names)
      expect(read({ [name]: " A1B2 " })).toMatchObject({ [field]: "A1B2" });
  });

  it.each<[object, string | null]>([
    [
      { FirstName: "ASHA", MiddleName: "N.", LastName: "OTIENO" },
      "ASHA N. OTIENO",
    ],
    [{ FirstName: " Asha\u202e " }, "Asha"],
    [{ CustomerName: "Asha Otieno" }, "Asha Otieno"],
    [{ FirstName: 7, LastName: {} }, "7"],
    [{ FirstName: "x".repeat(200) }, null],
    [{}, null],
  ])("names its payer as far as it does: %j", (body, payerName) => {
    expect(read({ Amount: 1, ...body })).toMatchObject({ payerName });
  });

  it.each(["PaymentAmount", "TransAmount", "TransactionAmount", "Amount"])(
    "names its amount under %s",
    (name) => {
      expect(read({ [name]: 1 })).toMatchObject({ amount: kes(100) });
    },
  );

  it.each(["100.0001", "0", "-100", '"1,000.00"', "true", "{}"])(
    "has no amount where it is %s",
    (amount) => {
      const notice = readText(`{"TransID":"A","PaymentAmount":${amount}}`);
      expect(notice).toMatchObject({ receipt: "A", amount: null });
    },
  );

  it("has no receipt where there is a placeholder, but the next one that is named", () => {
    const TransID = "N/A";
    expect(read({ TransID, Amount: 1 })).toMatchObject({ receipt: null });
    const both = { MpesaReceiptNumber: TransID, TransID: "SKL7X2Q9WD" };
    expect(read(both)).toMatchObject({ receipt: "SKL7X2Q9WD" });
  });

  it.each<[object, object | null]>([
    [{ Amount: 2500, TransAmount: "2500.00" }, kes(250_000)],
    [{ Amount: 2500, TransAmount: "2499.00" }, null],
    [{ Amount: 2500, TransAmount: "?" }, null],
    [{ Amount: 2500, TransAmount: null }, kes(250_000)],
  ])("has one amount or none: %j", (body, amount) => {
    expect(read(body)).toMatchObject({ amount });
  });

  it.each<[object, object | null]>([
    [{}, kes(250_000)],
    [{ Currency: "404" }, kes(250_000)],
    [{ currencyCode: 404 }, kes(250_000)],
    [{ currencyCode: 404, currency: "KES" }, kes(250_000)],
    [{ Currency: "UGX" }, { value: 2500, currency: "UGX" }],
    [{ Currency: "KSH" }, null],
    [{ Currency: "999" }, null],
    [{ CurrencyCode: 404, Currency: "UGX" }, null],
  ])("is in shillings unless it says otherwise: %j", (currency, amount) => {
    expect(read({ Amount: 2500, ...currency })).toMatchObject({ amount });
  });

  const RESULT_CODE = ["almara paybill_result_code"];
  const STATUS = ["almara paybill_status"];

  it.each<object>([
    { ResultCode: 0 },
    { ResultCode: "000" },
    { ResponseCode: "0" },
    { Status: 4 },
    { Status: "Completed" },
    { TransactionStatus: "4", TransactionStatusDescription: "Completed" },
    { Status: "SUCCESS", ResultCode: "0" },
    { Status: null, ResultCode: "" },
  ])("is good where it says %j", (says) => {
    expect(read({ ...NOTICE, ...says })).toEqual(EXPECTED);
    expect(world().unknown).toEqual([]);
  });

  it.each<[object, readonly string[]]>([
    [{ Status: 6 }, []],
    [{ Status: "7" }, []],
    [{ transactionStatus: 8 }, []],
    [{ Status: "Failed" }, []],
    [{ Status: 4, TransactionStatusDescription: "Timed Out" }, []],
    [{ ResultCode: 1 }, RESULT_CODE],
    [{ ResultCode: "-1" }, RESULT_CODE],
    [{ ResultCode: "4000" }, RESULT_CODE],
    [{ ResultCode: { a: 1 } }, RESULT_CODE],
    [{ Status: 4, ResultCode: 1 }, RESULT_CODE],
    [{ Status: "Pending" }, STATUS],
    [{ Status: 1 }, STATUS],
    [{ Status: false }, STATUS],
  ])("has failed where it says %j", (says, counted) => {
    expect(read({ ...NOTICE, ...says })).toEqual({ ...EXPECTED, failed: true });
    expect(world().unknown).toEqual(counted);
  });

  it("tells the log nothing that a stranger may have written", () => {
    read({ ...NOTICE, ResultCode: `code of ${NOTICE.PhoneNumber}` });
    expect(JSON.stringify(world().log.lines)).not.toContain("2547");
    expect(world().log.codes()).toEqual(["upstream_value_unknown"]);
  });

  it("pays nothing when it was cut short, for the rest may say that it failed", () => {
    const text = JSON.stringify(NOTICE);
    const cut = text.slice(0, text.indexOf(',"FirstName"'));
    const { receipt } = EXPECTED;
    expect(readText(cut)).toMatchObject({ receipt, amount: null });
    expect(readText(text.replace("}", ",}"))).toEqual(EXPECTED);
  });

  it("takes no text without end for anything", () => {
    const long = "9".repeat(300);
    const body = { AccountNumber: long, TransID: long, MSISDN: long };
    expect(read({ ...body, Amount: long })).toEqual({
      ...{ account: null, shortCode: null, amount: null },
      ...{ receipt: null, phone: null, payerName: null, failed: false },
    });
  });

  const stk = { stkCallback: { ResultCode: 0 } };

  it.each([
    ...["", "<html>", "AccountNumber=K7Q2X9", "{", "\uFEFF"],
    ...[{ Body: stk }, { ...NOTICE, body: stk }, { hello: "world" }].map(
      (body) => JSON.stringify(body),
    ),
    ...["{}", `[${JSON.stringify(NOTICE)}]`, '"K7Q2X9"', "null"],
  ])("is not %s", (text) => {
    expect(readText(text)).toBeNull();
  });
});
