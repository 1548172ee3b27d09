/** The merchant's webhook endpoints: made, changed, paused, deleted, and given new secrets. */
import type {
  NewWebhookEndpoint,
  WebhookEndpoint as WebhookEndpointJson,
} from "@malipo/protocol/merchant";
import { OPEN_ENDPOINT } from "../../domain/delivery-order.ts";
import type { EndpointState } from "../../domain/delivery-order.ts";
import type { WebhookEvent } from "../../domain/delivery.ts";
import { NOT_FOUND, ok, refuse } from "../../domain/errors.ts";
import type { Result } from "../../domain/errors.ts";
import type { Instant } from "../../domain/observation.ts";
import { isSameValue } from "../../domain/same-value.ts";
import {
  lastPreviousEnd,
  previousUntil,
} from "../../domain/secret-rotation.ts";
import {
  CONFIGURED_ENDPOINT_ID,
  ENDPOINT_ID_PREFIX,
  deleteEndpoint,
  rotateEndpointSecret,
} from "../../domain/webhook-endpoint.ts";
import type { WebhookEndpoint } from "../../domain/webhook-endpoint.ts";
import type { Store } from "../../ports/store.ts";
import type { WebhookSender } from "../../ports/webhook.ts";
import type { AuditTrail, RequiredFacts } from "../shared/audit.ts";
import type { Deps } from "../shared/deps.ts";

export interface EndpointInput {
  readonly name: string;
  readonly url: string;
  readonly description?: string | null | undefined;
  readonly events?: readonly WebhookEvent[] | null | undefined;
}

export type EndpointChanges = {
  readonly [K in keyof EndpointInput]?: EndpointInput[K] | undefined;
} & { readonly paused?: boolean | undefined };

/** Each is asked about with every event, and has connections of its own. */
const MOST_ENDPOINTS = 20;
const CONFIGURED_NAME = "MALIPO_WEBHOOK_URL";

const CONFIGURED = refuse(
  "webhook_endpoint_not_changeable",
  "This endpoint is set by MALIPO_WEBHOOK_URL and MALIPO_WEBHOOK_SECRET. Change it in the relay's configuration.",
);

/** That of the configuration comes first. */
export async function listEndpoints(
  deps: Deps,
): Promise<readonly WebhookEndpointJson[]> {
  const { webhook } = deps;
  const made = await deps.store.webhookEndpoints.list();
  return Promise.all([
    ...(webhook === null ? [] : [configuredJson(deps, webhook)]),
    ...made.filter(isThere).map((endpoint) => toJson(deps, endpoint)),
  ]);
}

export async function readEndpoint(
  deps: Deps,
  id: string,
): Promise<Result<WebhookEndpointJson>> {
  const all = await listEndpoints(deps);
  const found = all.find((endpoint) => endpoint.id === id);
  return found === undefined ? NOT_FOUND : ok(found);
}

export async function createEndpoint(
  deps: Deps,
  { name, url, description = null, events = null }: EndpointInput,
  audit: AuditTrail,
): Promise<Result<NewWebhookEndpoint>> {
  const allowed = checkUrl(deps, url);
  if (!allowed.ok) return allowed;
  const id = deps.random.id(ENDPOINT_ID_PREFIX);
  const secret = deps.secrets.newWebhookSecret();
  const sealed = deps.secrets.sealWebhookSecret(id, secret);
  const endpoint: WebhookEndpoint = {
    ...{ id, name, url, description, events },
    createdAt: deps.clock.now(),
    pausedAt: null,
    secrets: [{ sealed, endsAt: null }],
    deletedAt: null,
  };
  const made = await deps.store.transaction(
    async (tx): Promise<Result<null>> => {
      const { length } = (await tx.webhookEndpoints.lock()).filter(isThere);
      if (length >= MOST_ENDPOINTS)
        return refuse(
          "too_many_webhook_endpoints",
          `There are ${MOST_ENDPOINTS} webhook endpoints already. Delete one that nobody uses.`,
        );
      await tx.webhookEndpoints.put(endpoint);
      await audit.record(tx, {
        objectId: id,
        after: factsOf(
          endpoint,
          await readState(deps, tx.webhookEndpoints, url),
        ),
      });
      return ok(null);
    },
  );
  return made.ok
    ? ok({ webhookEndpoint: await toJson(deps, endpoint), secret })
    : made;
}

/** A new URL, and the end of a pause, say that the endpoint works: what it said before is forgotten. */
export async function updateEndpoint(
  deps: Deps,
  id: string,
  { paused, ...changes }: EndpointChanges,
  audit: AuditTrail,
): Promise<Result<WebhookEndpointJson>> {
  if (changes.url !== undefined) {
    const allowed = checkUrl(deps, changes.url);
    if (!allowed.ok) return allowed;
  }
  const now = deps.clock.now();
  const reopens = paused === false;
  const toAfter = (before: WebhookEndpoint): WebhookEndpoint => {
    const given = Object.fromEntries(
      Object.entries(changes).filter(([, value]) => value !== undefined),
    );
    const pausedAt =
      paused === undefined
        ? before.pausedAt
        : paused
          ? (before.pausedAt ?? now)
          : null;
    return { ...before, ...given, pausedAt };
  };
  const changed = await change(deps, id, audit, toAfter, reopens);
  if (!changed.ok) return changed;
  if (reopens || changes.url !== undefined) await hasten(deps, id);
  return ok(await toJson(deps, changed.value));
}

/** What is pending for it is given up, without being sent. */
export async function removeEndpoint(
  deps: Deps,
  id: string,
  audit: AuditTrail,
): Promise<Result<WebhookEndpointJson>> {
  const removed = await change(deps, id, audit, (before) =>
    deleteEndpoint(before, deps.clock.now()),
  );
  if (!removed.ok) return removed;
  await hasten(deps, id);
  return ok(await toJson(deps, removed.value));
}

export async function rotateSecret(
  deps: Deps,
  id: string,
  overlapSeconds: number,
  audit: AuditTrail,
): Promise<Result<NewWebhookEndpoint>> {
  const secret = deps.secrets.newWebhookSecret();
  const sealed = deps.secrets.sealWebhookSecret(id, secret);
  const now = deps.clock.now();
  const rotated = await change(deps, id, audit, (before) =>
    rotateEndpointSecret(before, sealed, now, overlapSeconds * 1000),
  );
  return rotated.ok
    ? ok({ webhookEndpoint: await toJson(deps, rotated.value), secret })
    : rotated;
}

/** After a change of the master key, so that the previous one can be taken away. */
export async function resealSecrets({ store, secrets }: Deps): Promise<void> {
  await store.transaction(async (tx) => {
    for (const endpoint of await tx.webhookEndpoints.lock()) {
      const after = endpoint.secrets.map(({ sealed, endsAt }) => ({
        sealed: secrets.resealWebhookSecret(endpoint.id, sealed) ?? sealed,
        endsAt,
      }));
      if (
        after.some(({ sealed }, at) => sealed !== endpoint.secrets[at]?.sealed)
      )
        await tx.webhookEndpoints.put({ ...endpoint, secrets: after });
    }
  });
}

const isThere = ({ deletedAt }: WebhookEndpoint): boolean => deletedAt === null;

function checkUrl({ webhookConnector }: Deps, url: string): Result<null> {
  const why = webhookConnector.whyRefused(url);
  return why === null
    ? ok(null)
    : refuse("invalid_request", "Webhooks are not sent to this URL.", {
        errors: [{ field: "url", message: why }],
      });
}

/** `reopens`: what the endpoint said of all webhooks is forgotten. */
async function change(
  deps: Deps,
  id: string,
  audit: AuditTrail,
  toAfter: (before: WebhookEndpoint) => WebhookEndpoint,
  reopens = false,
): Promise<Result<WebhookEndpoint>> {
  if (id === CONFIGURED_ENDPOINT_ID)
    return deps.webhook === null ? NOT_FOUND : CONFIGURED;
  return deps.store.transaction(
    async (tx): Promise<Result<WebhookEndpoint>> => {
      const all = await tx.webhookEndpoints.lock();
      const before = all.find((each) => each.id === id && isThere(each));
      if (before === undefined) return NOT_FOUND;
      const after = toAfter(before);
      const was = await readState(deps, tx.webhookEndpoints, before.url);
      const is = reopens
        ? OPEN_ENDPOINT
        : await readState(
            deps,
            tx.webhookEndpoints,
            isThere(after) ? after.url : before.url,
          );
      if (isSameValue([before, was], [after, is])) return ok(before);
      await tx.webhookEndpoints.put(after);
      if (reopens) await tx.updateEndpointState(stateIdOf(deps, after.url), is);
      await audit.record(tx, {
        before: factsOf(before, was),
        ...(isThere(after) ? { after: factsOf(after, is) } : {}),
      });
      return ok(after);
    },
  );
}

/** What waits for this endpoint is looked at now. */
async function hasten({ store, clock }: Deps, id: string): Promise<void> {
  const now = clock.now();
  await store.bringTasksBack("deliver_webhook", now, now, id);
}

type EndpointFacts = RequiredFacts<
  keyof EndpointChanges | "gone" | "pausedUntil" | "previousAcceptedUntil"
>;

/** For the audit log. A rotation is told by the end of the secret before, also where that is at once. */
const factsOf = (
  endpoint: WebhookEndpoint,
  state: EndpointState,
): EndpointFacts => ({
  name: endpoint.name,
  description: endpoint.description,
  url: endpoint.url,
  events: endpoint.events?.join(" ") ?? "all",
  paused: endpoint.pausedAt !== null,
  gone: state.goneAt !== null,
  pausedUntil: isoOrNull(state.pausedUntil),
  previousAcceptedUntil: isoOrNull(lastPreviousEnd(endpoint.secrets)),
});

const isoOrNull = (at: Instant | null): string | null =>
  at === null ? null : new Date(at).toISOString();

async function toJson(
  deps: Deps,
  endpoint: WebhookEndpoint,
): Promise<WebhookEndpointJson> {
  const { id, name, description, url, events } = endpoint;
  return {
    ...{ id, name, description, url },
    events: events === null ? null : [...events],
    paused: endpoint.pausedAt !== null,
    gone: (await readState(deps, deps.store, url)).goneAt !== null,
    configured: false,
    createdAt: isoOrNull(endpoint.createdAt),
    previousSecretUntil: isoOrNull(
      previousUntil(endpoint.secrets, deps.clock.now()),
    ),
  };
}

const configuredJson = async (
  deps: Deps,
  { url, endpoint }: WebhookSender,
): Promise<WebhookEndpointJson> => ({
  id: CONFIGURED_ENDPOINT_ID,
  name: CONFIGURED_NAME,
  description: null,
  // A query may contain a key.
  url: url.split("?")[0] ?? "",
  events: null,
  paused: false,
  gone: (await deps.store.readEndpointState(endpoint)).goneAt !== null,
  configured: true,
  createdAt: null,
  previousSecretUntil: null,
});

/** What an endpoint says is known by its URL. */
const stateIdOf = ({ webhookConnector }: Deps, url: string): string =>
  webhookConnector.connect(url, []).endpoint;

/** `reader`: a transaction must not wait for a second connection. */
const readState = (
  deps: Deps,
  reader: Pick<Store, "readEndpointState">,
  url: string,
): Promise<EndpointState> => reader.readEndpointState(stateIdOf(deps, url));
