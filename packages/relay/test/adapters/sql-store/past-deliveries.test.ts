import { expect, it } from "vitest";
import { MIGRATIONS } from "../../../src/adapters/sql-store/migrations/index.ts";
import { aDelivery, T0 } from "../../domain/fixtures.ts";
import { order } from "./contract/harness.ts";
import { writeOlderDatabase } from "./older-database.ts";
import { sqliteFileOfTest } from "./sqlite-files.ts";

it("deliveries from before there were several endpoints belong to that of the configuration", async () => {
  const { file, open } = await sqliteFileOfTest();
  const step = MIGRATIONS.findIndex(({ name }) => name === "several-endpoints");
  const made = order("a");
  const { eventId, endpointId, ...data } = aDelivery({ orderId: made.id });
  await writeOlderDatabase(file, step, {
    orders: [
      {
        ...{ id: made.id, reference: made.reference, version: made.version },
        ...{ status: "open", created_at: T0, attempt_count: 0 },
        data: JSON.stringify({ ...made, attempts: undefined }),
      },
    ],
    deliveries: [
      {
        ...{ id: data.id, order_id: made.id, status: data.status },
        ...{ created_at: T0, data: JSON.stringify(data) },
      },
    ],
    webhook_endpoints: [{ id: "digest", gone_at: T0, paused_until: null }],
  });
  const store = await open();
  const filter = { endpoint: endpointId };
  const { items } = await store.listDeliveries(filter, { limit: 9 });
  expect(items).toEqual([{ ...data, eventId, endpointId }]);
  expect(await store.listPendingDeliveries(data.id)).toHaveLength(1);
  expect(await store.readEndpointState("digest")).toMatchObject({ goneAt: T0 });
  expect(await store.webhookEndpoints.list()).toEqual([]);
  await store.close();
});
