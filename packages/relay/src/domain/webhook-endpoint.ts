/** Where the merchant is told of events. Pure. */
import type { Delivery, WebhookEvent } from "./delivery.ts";
import type { Instant } from "./observation.ts";
import { rotateSecrets } from "./secret-rotation.ts";
import type { Ending } from "./secret-rotation.ts";

export interface EndpointSecret extends Ending {
  /** Encrypted under the master key. */
  readonly sealed: string;
}

/** One that is stored. That of `MALIPO_WEBHOOK_URL` is not. */
export interface WebhookEndpoint {
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
  readonly url: string;
  /** Null: all. */
  readonly events: readonly WebhookEvent[] | null;
  readonly createdAt: Instant;
  /** Since when its deliveries wait; null if they don't. */
  readonly pausedAt: Instant | null;
  /** Newest first. */
  readonly secrets: readonly EndpointSecret[];
  /** It stays for a while, so that what is still to be sent to it ends. */
  readonly deletedAt: Instant | null;
}

export const ENDPOINT_ID_PREFIX = "we_";
/** `MALIPO_WEBHOOK_URL` among the endpoints. */
export const CONFIGURED_ENDPOINT_ID = "we_environment";

/** Each is a signature in the header of each message. */
const MOST_SECRETS = 3;

/** Each endpoint's deliveries are tasks of a lane of their own, so that none waits for another's. */
export const laneOf = ({ endpointId }: Pick<Delivery, "endpointId">): string =>
  endpointId === CONFIGURED_ENDPOINT_ID ? "" : endpointId;

export const wantsEvent = (
  { events, deletedAt }: WebhookEndpoint,
  event: WebhookEvent,
): boolean => deletedAt === null && (events === null || events.includes(event));

export const rotateEndpointSecret = (
  endpoint: WebhookEndpoint,
  sealed: string,
  now: Instant,
  overlapMs: number,
): WebhookEndpoint => ({
  ...endpoint,
  secrets: rotateSecrets(
    endpoint.secrets,
    { sealed, endsAt: null },
    now,
    overlapMs,
    MOST_SECRETS,
  ),
});

/** Its URL may contain a key, too. */
export const deleteEndpoint = (
  endpoint: WebhookEndpoint,
  now: Instant,
): WebhookEndpoint => ({ ...endpoint, url: "", secrets: [], deletedAt: now });
