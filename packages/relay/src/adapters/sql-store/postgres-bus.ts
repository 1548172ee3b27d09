/**
 * The bus of relays that share a PostgreSQL database. Listeners in this process get a changed order itself; other relays
 * get a pulse after the commit: the order's id and version, sent with NOTIFY. Pulses can be lost, so the versions of all
 * orders with listeners here are also polled every second.
 */
import type { OpenBus } from "../../ports/bus.ts";
import { createMemoryBus } from "../memory-bus/memory-bus.ts";
import { openPulse } from "./postgres-pulse.ts";
import type { PulseParts } from "./postgres-pulse.ts";
import type { PostgresAddress } from "./postgres-url.ts";

/** The longest delay that a lost pulse causes. */
export const POLL_EVERY_MS = 1_000;
/** PostgreSQL's limit is below 8,000 bytes. */
const PAYLOAD_BYTES = 7_900;
/** A new order's version. It needs no pulse: nobody can wait for the order yet. */
const FIRST_VERSION = 1;

/** Resolves with the versions of the orders that exist. */
export type ReadVersions = (
  orderIds: readonly string[],
) => Promise<ReadonlyMap<string, number>>;

interface Watched {
  listeners: number;
  /** The newest version that the listeners know of. */
  version: number;
}

export function createPostgresBus(
  address: PostgresAddress,
  readVersions: ReadVersions,
  parts: PulseParts,
): OpenBus {
  const { timers, log } = parts;
  const local = createMemoryBus();
  const watched = new Map<string, Watched>();
  const unsent = new Map<string, number>();
  let sending: Promise<void> | undefined;
  let polling = false;
  let pollAgain = false;
  let pollFails = false;
  let callOffPoll: (() => void) | undefined;
  let isClosed = false;

  /** Called for a change by another process. */
  const learn = (orderId: string, version: number): void => {
    const known = watched.get(orderId);
    if (known === undefined || version <= known.version) return;
    known.version = version;
    local.publish(orderId, null);
  };

  const poll = async (): Promise<void> => {
    if (polling) {
      pollAgain = true;
      return;
    }
    polling = true;
    callOffPoll?.();
    callOffPoll = undefined;
    try {
      do {
        pollAgain = false;
        if (watched.size === 0) break;
        const versions = await readVersions([...watched.keys()]);
        if (isClosed) return;
        for (const [orderId, version] of versions) learn(orderId, version);
        pollFails = false;
      } while (pollAgain as boolean);
    } catch (error) {
      if (!isClosed && !pollFails)
        log.warn(
          { err: error },
          "the orders that pages wait for could not be polled",
        );
      pollFails = true;
    } finally {
      polling = false;
      pollLater();
    }
  };

  const pollLater = (): void => {
    if (isClosed || polling || callOffPoll !== undefined || watched.size === 0)
      return;
    callOffPoll = timers.after(POLL_EVERY_MS, () => {
      callOffPoll = undefined;
      void poll();
    });
  };

  const pulse = openPulse(
    address,
    {
      onPulse(payload) {
        for (const [orderId, version] of readPayload(payload))
          learn(orderId, version);
      },
      // Finds the changes that were missed.
      onListening: () => void poll(),
    },
    parts,
  );

  /** Coalesces everything published in one turn, or while a pulse is being sent. */
  const send = async (): Promise<void> => {
    await nextTurn();
    while (unsent.size > 0) {
      const payloads = toPayloads(unsent);
      unsent.clear();
      for (const payload of payloads) await pulse.send(payload);
    }
  };

  const sendSoon = (): void => {
    sending ??= send().finally(() => {
      sending = undefined;
    });
  };

  return {
    publish(orderId, order) {
      if (isClosed) return;
      const known = watched.get(orderId);
      if (order !== null && known !== undefined)
        known.version = Math.max(known.version, order.version);
      local.publish(orderId, order);
      if (order === null || order.version <= FIRST_VERSION) return;
      unsent.set(orderId, Math.max(order.version, unsent.get(orderId) ?? 0));
      sendSoon();
    },
    subscribe(orderId, listener) {
      const known = watched.get(orderId) ?? {
        listeners: 0,
        version: FIRST_VERSION,
      };
      known.listeners += 1;
      watched.set(orderId, known);
      pollLater();
      const leave = local.subscribe(orderId, listener);
      let isOver = false;
      return () => {
        leave();
        if (isOver) return;
        isOver = true;
        known.listeners -= 1;
        if (known.listeners === 0) watched.delete(orderId);
      };
    },
    async close() {
      isClosed = true;
      callOffPoll?.();
      await sending;
      await pulse.close();
    },
  };
}

const nextTurn = (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve);
  });

/** "ord_a 2 ord_b 7": ids contain no spaces. */
export function toPayloads(
  versions: ReadonlyMap<string, number>,
): readonly string[] {
  const payloads: string[] = [];
  let payload = "";
  for (const [orderId, version] of versions) {
    const entry = `${orderId} ${version}`;
    const longer = payload === "" ? entry : `${payload} ${entry}`;
    if (Buffer.byteLength(longer) > PAYLOAD_BYTES) {
      payloads.push(payload);
      payload = entry;
    } else payload = longer;
  }
  return payload === "" ? payloads : [...payloads, payload];
}

/** Ignores malformed parts: anyone who can connect to the database can send to the channel. */
export function readPayload(
  payload: string,
): readonly (readonly [orderId: string, version: number])[] {
  return [...payload.matchAll(/(\S+) (\d{1,15})(?= |$)/g)].map(
    ([, orderId = "", version]) => [orderId, Number(version)],
  );
}
