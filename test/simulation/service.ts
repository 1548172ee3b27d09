/** What the world can ask of one relay: its use cases behind the routes, without HTTP. */
import type {
  AttemptResponse,
  CartLine,
  CreateOrder,
  CreateOrderResponse,
  Order as OrderJson,
  StartAttempt,
} from "@malipo/protocol";
import type { OneRefund } from "@malipo/protocol/merchant";
import { assembleWork } from "../../packages/relay/src/assemble-work.ts";
import type { Result } from "../../packages/relay/src/domain/errors.ts";
import type { Order } from "../../packages/relay/src/domain/order.ts";
import { createOrderFeed } from "../../packages/relay/src/http/shopper/order-feed.ts";
import { createStreamQueue } from "../../packages/relay/src/http/shopper/stream-queue.ts";
import {
  cancelAttempt,
  checkAttempt,
} from "../../packages/relay/src/use-cases/attempts/check-attempt.ts";
import { createCallbackReceiver } from "../../packages/relay/src/use-cases/attempts/receive-callback.ts";
import type { CallbackResult } from "../../packages/relay/src/use-cases/attempts/receive-callback.ts";
import { createPaybillReceiver } from "../../packages/relay/src/use-cases/attempts/receive-paybill.ts";
import { startAttempt } from "../../packages/relay/src/use-cases/attempts/start-attempt.ts";
import { cancelOrder } from "../../packages/relay/src/use-cases/orders/cancel-order.ts";
import { changeOrder } from "../../packages/relay/src/use-cases/orders/change-order.ts";
import { createOrderUseCase } from "../../packages/relay/src/use-cases/orders/create-order.ts";
import { toOrderJson } from "../../packages/relay/src/use-cases/orders/order-view.ts";
import { createRefund } from "../../packages/relay/src/use-cases/refunds/create-refund.ts";
import { UNAUDITED } from "../../packages/relay/test/support/unaudited.ts";
import type { RefundBody } from "../../packages/relay/src/use-cases/refunds/create-refund.ts";
import { assignPayment } from "../../packages/relay/src/use-cases/unmatched-payments/assign-payment.ts";
import type { AssignedPayment } from "../../packages/relay/src/use-cases/unmatched-payments/assign-payment.ts";
import { dismissPayment } from "../../packages/relay/src/use-cases/unmatched-payments/dismiss-payment.ts";
import type { UnmatchedPayment } from "../../packages/relay/src/domain/unmatched-payment.ts";
import type { Deps } from "../../packages/relay/src/use-cases/shared/deps.ts";
import type { Life } from "./life.ts";

export interface StreamEnds {
  send(order: OrderJson): void;
  end(): void;
}

export interface Service {
  start(): void;
  stop(withinMs: number): Promise<void>;
  createOrder(
    body: CreateOrder,
    key: string,
  ): Promise<Result<CreateOrderResponse>>;
  read(orderId: string): Promise<OrderJson | undefined>;
  change(orderId: string, lines: readonly CartLine[]): Promise<Result<Order>>;
  startAttempt(
    orderId: string,
    body: StartAttempt,
    key: string,
  ): Promise<Result<AttemptResponse>>;
  check(
    orderId: string,
    attemptId: string,
  ): Promise<Result<AttemptResponse> | undefined>;
  cancel(
    orderId: string,
    attemptId: string,
  ): Promise<Result<AttemptResponse> | undefined>;
  /** The stream of an order; returns the function by which the page leaves. */
  watch(orderId: string, stream: StreamEnds): () => void;
  callback(attemptId: string, raw: Uint8Array): Promise<CallbackResult>;
  unsignedCallback(raw: Uint8Array): Promise<CallbackResult>;
  paybillNotice(raw: Uint8Array): Promise<void>;
  refund(
    orderId: string,
    body: RefundBody,
    key: string,
  ): Promise<Result<OneRefund>>;
  cancelOrder(orderId: string): Promise<Result<Order>>;
  assignPayment(id: string, orderId: string): Promise<Result<AssignedPayment>>;
  dismissPayment(id: string, note: string): Promise<Result<UnmatchedPayment>>;
}

export const SHOP = "https://shop.example";

export function assembleService(given: Deps, life: Life): Service {
  const work = assembleWork(given);
  const { deps, querier, scheduler } = work;
  const createOrder = createOrderUseCase(deps);
  const callbacks = createCallbackReceiver(deps, querier, scheduler);
  const [provider] = deps.providers;
  if (provider === undefined) throw new Error("a relay needs a provider");
  const paybill = createPaybillReceiver(deps, provider);
  const toView = (order: Order): OrderJson =>
    toOrderJson(deps, order, deps.clock.now());
  const read = async (orderId: string): Promise<OrderJson | undefined> => {
    const order = await deps.store.getOrder(orderId);
    return order === undefined ? undefined : toView(order);
  };
  const feed = createOrderFeed(deps.bus, deps.log, deps.timers, read, toView);
  return {
    start() {
      work.start();
    },
    stop: (withinMs) => work.stop(withinMs),
    createOrder: (body, key) => createOrder(body, key, SHOP),
    read,
    change: (orderId, lines) => changeOrder(deps, orderId, lines),
    startAttempt: (orderId, body, key) =>
      startAttempt(deps, orderId, body, key),
    async check(orderId, attemptId) {
      const order = await deps.store.getOrder(orderId);
      return order && checkAttempt(deps, querier, order, attemptId);
    },
    async cancel(orderId, attemptId) {
      const order = await deps.store.getOrder(orderId);
      return order && cancelAttempt(deps, querier, order, attemptId);
    },
    watch(orderId, stream) {
      let isOver = false;
      const end = (): void => {
        if (isOver) return;
        isOver = true;
        leave();
        stream.end();
      };
      // As in http/shopper/event-stream.ts.
      const queue = createStreamQueue(
        () => isOver,
        (order) => {
          stream.send(order);
          if (["paid", "expired", "cancelled"].includes(order.status)) end();
        },
      );
      const leave = feed.watch(orderId, (order) => {
        queue.offer(order);
      });
      life.ends.push(end);
      read(orderId).then((order) => {
        if (order === undefined) end();
        else queue.offer(order);
        queue.begin();
      }, end);
      return end;
    },
    callback: (attemptId, raw) => callbacks.receive(attemptId, raw),
    unsignedCallback: (raw) => callbacks.receiveUnsigned(provider, raw),
    paybillNotice: paybill,
    refund: (orderId, body, key) =>
      createRefund(deps, orderId, body, key, UNAUDITED),
    cancelOrder: (orderId) => cancelOrder(deps, orderId, UNAUDITED),
    assignPayment: (id, orderId) => assignPayment(deps, id, orderId, UNAUDITED),
    dismissPayment: (id, note) => dismissPayment(deps, id, note, UNAUDITED),
  };
}
