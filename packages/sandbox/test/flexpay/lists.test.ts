import { setImmediate } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import type { FlexHarness, Members } from "./harness.ts";
import { startFlexpay, toMembers } from "./harness.ts";

const references = (page: Members) =>
  (Array.isArray(page["content"]) ? page["content"] : []).map(
    (each) => toMembers(each)["reference"],
  );

/** Lists are sorted by the time, so each transaction has one of its own. */
async function nextMoment(): Promise<void> {
  const now = Date.now();
  while (Date.now() === now) await setImmediate();
}

async function startWith(count: number) {
  const harness = await startFlexpay();
  const sent: unknown[] = [];
  for (let i = 0; i < count; i++) {
    const { reference } = await harness.transfer({ amount: 100 + (i % 2) });
    sent.push(reference);
    await nextMoment();
  }
  return { harness, sent };
}

const pending = ({ shop }: FlexHarness, query = "") =>
  shop("GET", `/transactions/pending${query}`);

describe("lists of transactions", () => {
  it("are pages as Spring writes them", async () => {
    const { harness, sent } = await startWith(3);
    const { data } = await pending(harness, "?page=1&size=2");
    const sort = [
      {
        direction: "DESC",
        nullHandling: "NATIVE",
        ascending: false,
        property: "createdAt",
        ignoreCase: false,
      },
    ];
    expect({ ...data, content: references(data) }).toEqual({
      content: [sent[0]],
      pageable: {
        offset: 2,
        paged: true,
        unpaged: false,
        pageNumber: 1,
        pageSize: 2,
        sort,
      },
      totalElements: 3,
      totalPages: 2,
      first: false,
      last: true,
      size: 2,
      number: 1,
      sort,
      numberOfElements: 1,
      empty: false,
    });
  });

  it("may be empty, or have no such page", async () => {
    const { harness } = await startWith(0);
    expect((await pending(harness)).data).toMatchObject({
      content: [],
      totalElements: 0,
      totalPages: 0,
      first: true,
      last: true,
      size: 20,
      empty: true,
    });
    const beyond = await pending(harness, "?page=5");
    expect(beyond.data).toMatchObject({ number: 5, last: true, empty: true });
  });

  it.each([
    ["?size=1000", { size: 100, number: 0 }],
    ["?size=0&page=-1", { size: 20, number: 0 }],
    ["?size=x&page=1e3", { size: 20, number: 0 }],
    ["?page=1&page=2", { number: 0 }],
  ])("bring %s into bounds", async (query, expected) => {
    const { harness } = await startWith(0);
    expect((await pending(harness, query)).data).toMatchObject(expected);
  });

  it("are sorted as asked", async () => {
    const { harness, sent } = await startWith(3);
    const [first, second, third] = sent;
    const by = async (query: string) =>
      references((await pending(harness, query)).data);
    expect(await by("?sort=createdAt,desc&sort=amount")).toEqual([
      third,
      second,
      first,
    ]);
    expect((await by("?sort=amount,desc")).at(0)).toBe(second);
    expect(await by("?sort=reference")).toEqual([...sent].map(String).sort());
    const refused = await pending(harness, "?sort=toString");
    expect([refused.status, refused.json["errors"]]).toEqual([
      400,
      ["sort: no property toString"],
    ]);
  });

  it("are about the caller's side of what happened", async () => {
    const { harness, sent } = await startWith(2);
    const { payer, shop } = harness;
    const [open, done] = sent;
    await shop("POST", `/transactions/${String(done)}/accept`);
    const list = async (call: typeof shop, name: string) =>
      references((await call("GET", `/transactions/${name}`)).data);
    expect(await list(shop, "pending")).toEqual([open]);
    expect(await list(shop, "received")).toEqual([done, open]);
    expect(await list(shop, "sent")).toEqual([]);
    expect(await list(payer, "pending")).toEqual([]);
    expect(await list(payer, "received")).toEqual([]);
    expect(await list(payer, "sent")).toEqual([done, open]);
  });
});
