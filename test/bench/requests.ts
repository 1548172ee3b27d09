/** What one request of each kind costs the relay. Budgets: multiples of a bare echo. */
import { each, send } from "./http-client.ts";
import type { Server } from "./child-process.ts";
import { measure } from "./measure.ts";
import type { Cost, Scenario } from "./measure.ts";
import type { Options } from "./options.ts";
import type { Callback } from "./callback-trap.ts";
import { expectStatus } from "./world.ts";
import type { World } from "./world.ts";

export async function measureRequests(
  echo: Server,
  world: World,
  { profiles, only }: Options,
): Promise<readonly Cost[]> {
  const { relay, trap } = world;
  const shoppers = (count: number) =>
    each(Array(count).fill(null), () => world.createOrder());
  const callbacks = async (count: number): Promise<readonly Callback[]> =>
    each(await shoppers(count), async (shopper) =>
      trap.finalOf(await world.startAttempt(shopper)),
    );
  const call = async ({ target, body }: Callback): Promise<void> => {
    const url = relay.url + target;
    expectStatus(await send({ url, method: "POST", body }), 200);
  };
  const costs: Cost[] = [];
  const measureCost = async <T>(scenario: Scenario<T>): Promise<void> => {
    if (scenario.name.includes(only))
      costs.push(await measure(echo, relay, scenario, profiles));
  };
  const begun: string[] = [];
  await measureCost({
    name: "read an order",
    budget: 4,
    prepare: shoppers,
    act: (shopper) => world.readOrder(shopper),
  });
  await measureCost({
    name: "create an order",
    budget: 12,
    prepare: (count) => Promise.resolve(Array<null>(count).fill(null)),
    act: () => world.createOrder(),
  });
  await measureCost({
    name: "start an attempt (with its submit)",
    budget: 20,
    prepare: shoppers,
    act: async (shopper) => begun.push(await world.startAttempt(shopper)),
    // Paid, so that nothing is asked about it on a schedule while the next round runs.
    tidy: async () =>
      each(begun.splice(0), async (id) => call(await trap.finalOf(id))),
  });
  await measureCost({
    name: "a callback that pays (with its query)",
    budget: 8,
    prepare: callbacks,
    act: call,
  });
  await measureCost({
    name: "the same callback again",
    budget: 4,
    async prepare(count) {
      const sent = await callbacks(count);
      await each(sent, call);
      return sent;
    },
    act: call,
  });
  return costs;
}
