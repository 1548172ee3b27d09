/** What operators are told in numbers. Labels have few possible values: never an id, a phone number or untrusted input. */
import type {
  AttemptStatus,
  FailureCode,
  Method,
  OrderFlags,
  OrderStatus,
} from "@malipo/protocol";
import type { AlertChannel } from "@malipo/protocol/merchant";
import type { ProviderId } from "../domain/attempt.ts";
import type { StoreFigures } from "./store-figures.ts";

export interface Metrics {
  /** An order was created, or its status changed to this one. */
  order(status: OrderStatus): void;
  /** A flag of an order was set. */
  orderFlag(flag: keyof OrderFlags): void;
  /** An attempt was started, or its status changed to this one. */
  attempt(
    method: Method,
    status: AttemptStatus,
    failure: FailureCode | null,
  ): void;
  /** One call to a provider, with the kind of its result. `error`: it threw. */
  providerCall(
    provider: ProviderId,
    operation: string,
    result: string,
    seconds: number,
  ): void;
  /** The provider used an undocumented code or status, which was treated as "not final". `kind` names the field. */
  unknownValue(provider: ProviderId, kind: string): void;
  /** A callback arrived. `refused`: its signature or MAC was wrong; `unmatched`: it matches nothing here. */
  callback(
    provider: ProviderId,
    result: "recorded" | "unmatched" | "refused",
  ): void;
  /** From the last byte of a callback to the commit after which it is acknowledged. */
  callbackCommitted(seconds: number): void;
  /** From the commit of a change to its event in one open stream of the same process. */
  streamed(seconds: number): void;
  /** One webhook attempt. `dead`: there will be no more. */
  delivery(result: "delivered" | "failed" | "dead"): void;
  /** One try to send an alert. `dead`: there will be no more. */
  alert(channel: AlertChannel, result: "sent" | "failed" | "dead"): void;
}

/** What is read when it is asked for. */
export interface Gauges {
  readonly openStreams: number;
  /** Null if the store does not respond. */
  readonly store: StoreFigures | null;
}
