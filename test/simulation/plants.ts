/**
 * Bugs to be found: each breaks one promise, at one place, in a way that a relay could. They show that the simulator
 * would have noticed.
 */
import { applyObservation } from "../../packages/relay/src/domain/join.ts";
import { NO_FACTS } from "../../packages/relay/src/domain/attempt.ts";
import type { Observation } from "../../packages/relay/src/domain/observation.ts";
import type { Order } from "../../packages/relay/src/domain/order.ts";
import type { Provider } from "../../packages/relay/src/ports/provider.ts";
import type { Store } from "../../packages/relay/src/ports/store.ts";
import type { Deps } from "../../packages/relay/src/use-cases/shared/deps.ts";
import { extend } from "./database.ts";
import { textOf } from "./invariants.ts";
import { withTransactions } from "./plant.ts";
import type { Plant } from "./plant.ts";
import { PART_PLANTS } from "./part-plants.ts";
import { UNMATCHED_PLANTS } from "./unmatched-plants.ts";

const withProvider = (
  deps: Deps,
  change: (provider: Provider) => Partial<Provider>,
): Deps => ({
  ...deps,
  providers: deps.providers.map((each) => ({ ...each, ...change(each) })),
});

export const PLANTS: readonly Plant[] = [
  ...UNMATCHED_PLANTS,
  ...PART_PLANTS,
  {
    name: "acknowledges before the commit",
    breaks: ["an acknowledged message has its effect"],
    service: (service) => ({
      ...service,
      callback: (attemptId, raw) => {
        service.callback(attemptId, raw).catch(() => undefined);
        return Promise.resolve("recorded");
      },
    }),
  },
  {
    name: "believes what a callback claims",
    breaks: ["nothing is paid that the provider was not paid"],
    deps: (deps) => {
      const believed = new Set<string>();
      return withTransactions(deps, (tx) => ({
        appendObservation(record) {
          const { attemptId, raw } = record;
          if (raw !== null && textOf(raw).includes('"claims":"paid"'))
            believed.add(attemptId);
          return tx.appendObservation(record);
        },
        updateOrder: (order) =>
          tx.updateOrder(
            withFacts(order, ({ plan, facts }) =>
              believed.has(plan.id)
                ? applyObservation(plan.amount, facts, {
                    kind: "succeeded",
                    at: plan.createdAt,
                    amount: plan.amount,
                    receipt: null,
                  })
                : facts,
            ),
          ),
      }));
    },
  },
  {
    name: "takes what was paid for what was asked",
    breaks: ["nothing is paid that the provider was not paid"],
    deps: (deps) =>
      withProvider(deps, (provider) => ({
        async query(plan, ...rest) {
          const answer = await provider.query(plan, ...rest);
          return answer.kind === "succeeded"
            ? { ...answer, amount: null }
            : answer;
        },
      })),
  },
  {
    name: "forgets to ask again",
    breaks: ["at rest all agree"],
    deps: (deps) =>
      withTransactions(deps, (tx) => ({
        settleTask: (task, next) =>
          tx.settleTask(task, task.kind === "query_attempt" ? null : next),
      })),
  },
  {
    name: "looks ten times a second whether a webhook is due",
    breaks: ["nobody works for nothing"],
    deps: (deps) =>
      withTransactions(deps, (tx) => ({
        settleTask: (task, next) =>
          tx.settleTask(
            task,
            next?.kind === "deliver_webhook"
              ? { ...next, dueAt: deps.clock.now() + 100 }
              : next,
          ),
      })),
  },
  {
    name: "forgets the task of a webhook",
    breaks: ["at rest all agree"],
    deps: (deps) =>
      withTransactions(deps, (tx) => ({
        putTask: (task) =>
          task.kind === "deliver_webhook" && deps.random.chance() < 0.2
            ? Promise.resolve()
            : tx.putTask(task),
      })),
  },
  {
    name: "drops the second outcome of an order",
    breaks: ["at rest all agree"],
    deps: (deps) => {
      const told = new Set<string>();
      return withTransactions(deps, (tx) => ({
        insertDelivery(delivery) {
          if (!delivery.event.startsWith("order."))
            return tx.insertDelivery(delivery);
          if (told.has(delivery.orderId)) return Promise.resolve(false);
          told.add(delivery.orderId);
          return tx.insertDelivery(delivery);
        },
      }));
    },
  },
  {
    name: "submits again under a new id",
    breaks: ["the provider hears only of what is stored"],
    deps: (deps) =>
      withProvider(deps, (provider) => ({
        async submit(request) {
          const answer = await provider.submit(request);
          if (answer.kind !== "unknown") return answer;
          const plan = { ...request.plan, id: deps.random.uuid() };
          return provider.submit({ ...request, plan });
        },
      })),
  },
  {
    name: "reads an order as it was",
    breaks: ["versions only grow"],
    deps: (deps) => {
      const known = new Map<string, Order>();
      return {
        ...deps,
        store: extend<Store>(deps.store, {
          async getOrder(orderId) {
            const cached = known.get(orderId);
            if (cached !== undefined && deps.random.chance() < 0.3)
              return cached;
            const order = await deps.store.getOrder(orderId);
            if (order !== undefined) known.set(orderId, order);
            return order;
          },
        }),
      };
    },
  },
  {
    name: "sends one webhook in place of another",
    breaks: ["the merchant hears the truth, in order", "at rest all agree"],
    deps: (deps) => {
      const { webhook } = deps;
      let last: string | undefined;
      return webhook === null
        ? deps
        : {
            ...deps,
            webhook: {
              endpoint: webhook.endpoint,
              url: webhook.url,
              send(message, now) {
                const payload = last ?? message.payload;
                last = message.payload;
                return webhook.send({ ...message, payload }, now);
              },
            },
          };
    },
  },
  {
    name: "begins a second attempt while one is alive",
    breaks: ["one live attempt per order"],
    deps: (deps) =>
      withTransactions(deps, (tx) => {
        let attempts: Order["attempts"] = [];
        return {
          async getOrder(orderId) {
            const order = await tx.getOrder(orderId);
            attempts = order?.attempts ?? [];
            return order;
          },
          // What a start does after it has read the order, and before it asks whether any attempt is alive.
          async getIdempotency(scope, key) {
            const known = await tx.getIdempotency(scope, key);
            if (known === undefined && scope.startsWith("attempts "))
              Object.defineProperty(attempts, "some", { value: () => false });
            return known;
          },
        };
      }),
  },
  {
    name: "forgets which request it answered",
    breaks: ["one key, one thing"],
    deps(deps) {
      const forgetful = {
        getIdempotency: () => Promise.resolve(undefined),
      };
      const planted = withTransactions(deps, () => forgetful);
      return { ...planted, store: extend<Store>(planted.store, forgetful) };
    },
  },
  {
    name: "sends a refund again when its answer was lost",
    breaks: ["no more goes out than came in", "at rest all agree"],
    deps: (deps) => {
      const { payouts } = deps.services;
      return payouts === null
        ? deps
        : {
            ...deps,
            services: {
              ...deps.services,
              payouts: {
                ...payouts,
                async send(request) {
                  const answer = await payouts.send(request);
                  return answer.kind === "unknown"
                    ? payouts.send({ ...request, id: deps.random.uuid() })
                    : answer;
                },
              },
            },
          };
    },
  },
  {
    name: "dates a payment anew with each change",
    breaks: ["an outcome stays as it was told"],
    deps: (deps) => {
      const known = new Set<string>();
      return withTransactions(deps, (tx) => ({
        updateOrder: (order) =>
          tx.updateOrder(
            withFacts(order, ({ plan, facts }) => {
              const { success } = facts;
              if (success === null) return facts;
              const at = known.has(plan.id) ? deps.clock.now() : success.at;
              known.add(plan.id);
              return { ...facts, success: { ...success, at } };
            }),
          ),
      }));
    },
  },
  {
    name: "takes a time-out for a failure",
    breaks: ["nothing is refused that the provider did not refuse"],
    deps: (deps) =>
      withProvider(deps, (provider) => ({
        async submit(request) {
          const answer = await provider.submit(request);
          return answer.kind === "unknown"
            ? { kind: "refused", code: "provider_unavailable", detail: "" }
            : answer;
        },
      })),
  },
  {
    name: "holds no lease",
    breaks: ["one query at a time"],
    deps: (deps) => ({
      ...deps,
      store: extend<Store>(deps.store, {
        leaseTasks: (kind, now, _leaseMs, limits) =>
          deps.store.leaseTasks(kind, now, 1, limits),
      }),
    }),
  },
  {
    name: "believes what it learned last",
    breaks: [
      "what is paid stays paid",
      "at rest all agree",
      "the merchant hears the truth, in order",
      "an outcome is told once to a page",
    ],
    deps: (deps) =>
      withTransactions(deps, (tx) => {
        const learned = new Map<string, Observation>();
        return {
          appendObservation(record) {
            if (record.observation !== null)
              learned.set(record.attemptId, record.observation);
            return tx.appendObservation(record);
          },
          updateOrder: (order) =>
            tx.updateOrder(
              withFacts(order, ({ plan, facts }) => {
                const last = learned.get(plan.id);
                return last === undefined
                  ? facts
                  : applyObservation(
                      plan.amount,
                      { ...NO_FACTS, accepted: facts.accepted },
                      last,
                    );
              }),
            ),
        };
      }),
  },
];

function withFacts(
  order: Order,
  change: (attempt: Order["attempts"][number]) => typeof NO_FACTS,
): Order {
  return {
    ...order,
    attempts: order.attempts.map((attempt) => ({
      plan: attempt.plan,
      facts: change(attempt),
    })),
  };
}
