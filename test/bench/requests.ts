/** What one request of each kind costs the relay. Budgets: multiples of a bare echo. */
import { each, send } from "./http-client.ts";
import type { Server } from "./child-process.ts";
import { measure } from "./measure.ts";
import type { Cost, Scenario } from "./measure.ts";
import type { Callback } from "./callback-trap.ts";
import { expectStatus } from "./world.ts";
import type { World } from "./world.ts";

export async function measureRequests(
  echo: Server,
  world: World,
  profiles: string | null,
): Promise<readonly Cost[]> {
  const { relay, trap } = world;
  const shoppers = (count: number) =>
    each(Array(count).fill(null), () => world.createOrder());
  const callbacks = async (count: number): Promise<readonly Callback[]> =>
    trap.finalOf(
      await each(await shoppers(count), (shopper) =>
        world.startAttempt(shopper),
      ),
    );
  const call = async ({ target, body }: Callback): Promise<void> => {
    const url = relay.url + target;
    expectStatus(await send({ url, method: "POST", body }), 200);
  };
  const measureCost = <T>(scenario: Scenario<T>): Promise<Cost> =>
    measure(echo, relay, scenario, profiles);
  const begun: string[] = [];
  return [
    await measureCost({
      name: "read an order",
      budget: 4,
      prepare: shoppers,
      act: (shopper) => world.readOrder(shopper),
    }),
    await measureCost({
      name: "create an order",
      budget: 12,
      prepare: (count) => Promise.resolve(Array<null>(count).fill(null)),
      act: () => world.createOrder(),
    }),
    await measureCost({
      name: "start an attempt (with its submit)",
      budget: 20,
      prepare: shoppers,
      act: async (shopper) => begun.push(await world.startAttempt(shopper)),
      // Paid, so that nothing is asked about it on a schedule while the next round runs.
      tidy: async () => each(await trap.finalOf(begun.splice(0)), call),
    }),
    await measureCost({
      name: "a callback that pays (with its query)",
      budget: 8,
      prepare: callbacks,
      act: call,
    }),
    await measureCost({
      name: "the same callback again",
      budget: 4,
      async prepare(count) {
        const sent = await callbacks(count);
        await each(sent, call);
        return sent;
      },
      act: call,
    }),
  ];
}
