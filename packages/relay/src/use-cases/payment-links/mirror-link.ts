/**
 * Copies a payment link to the provider, whose page works without JavaScript. The link itself never waits for it. The
 * provider can't look up links by our id, so a crash between its response and our record creates a second page there.
 * Both have our link's id as their account reference, so that a person can tell them apart.
 */
import { isMirrorSynced } from "../../domain/payment-link.ts";
import type {
  LinkMirrorState,
  PaymentLink,
} from "../../domain/payment-link.ts";
import { nextQueryTime } from "../../domain/schedule.ts";
import type {
  LinkMirror,
  LinkRequest,
  MirroredLink,
} from "../../ports/merchant-services.ts";
import type { ProviderResult } from "../../ports/provider-result.ts";
import type { LeasedTask, StoreTransaction } from "../../ports/store.ts";
import type { Deps } from "../shared/deps.ts";
import { waitSeconds } from "../shared/provider-result.ts";

type FailedResult = Exclude<ProviderResult<never>, { kind: "found" }>;

/** Schedules the synchronization, if the merchant enabled it. */
export async function putMirrorTask(
  tx: StoreTransaction,
  { id, mirror }: PaymentLink,
  now: number,
): Promise<void> {
  if (mirror?.wanted === true)
    await tx.putTask({ kind: "mirror_link", subject: id, dueAt: now });
}

/** Runs a `mirror_link` task. Its lease keeps a concurrent change from creating a second page. */
export async function mirrorLink(deps: Deps, task: LeasedTask): Promise<void> {
  const link = await deps.store.getPaymentLink(task.subject);
  if (link?.mirror?.wanted !== true || isMirrorSynced(link)) {
    await deps.store.transaction((tx) => tx.settleTask(task, null));
    return;
  }
  const { linkMirror } = deps.services;
  if (linkMirror === null) return postpone(deps, task, link, "not_configured");
  const { id } = link.mirror;
  const result = await sync(deps, linkMirror, link, id);
  if (result.kind === "found") {
    const { id: providerId } = result.value;
    const url = await findUrl(linkMirror, result.value, link.mirror);
    await record(deps, task, null, (mirror) => ({
      ...mirror,
      id: providerId,
      url: url ?? mirror.url,
      carriedOver: link.updatedAt,
      fault: null,
    }));
    return;
  }
  logFailure(deps, link, result);
  const afterSeconds = waitSeconds(result);
  // It may have been created: automatic retries could create many pages that nobody can deactivate.
  const mayExist =
    id === null && result.kind === "unavailable" && result.mayHaveHappened;
  return mayExist
    ? record(deps, task, null, (mirror) => ({
        ...mirror,
        fault: "outcome_unknown",
      }))
    : postpone(deps, task, link, result.kind, afterSeconds);
}

/** The response to a change may omit the page's URL; then the link is read. Null if that has none either. */
async function findUrl(
  linkMirror: LinkMirror,
  { id, url }: MirroredLink,
  known: LinkMirrorState,
): Promise<string | null> {
  if (url !== null || known.url !== null) return url;
  const read = await linkMirror.find(id);
  return read.kind === "found" ? read.value.url : null;
}

function sync(
  { settings }: Deps,
  linkMirror: LinkMirror,
  link: PaymentLink,
  id: string | null,
): Promise<ProviderResult<MirroredLink>> {
  const { title, description, amount, currency, returnUrl } = link;
  const request: LinkRequest = {
    title,
    description,
    amount,
    currency,
    reference: link.id,
    redirectUrl: returnUrl ?? `${settings.publicUrl}/pay/${link.id}`,
  };
  return id === null
    ? linkMirror.create(request)
    : linkMirror.update(id, request);
}

/** Retries on the query schedule, starting from the last change, for up to 72 hours. */
async function postpone(
  deps: Deps,
  task: LeasedTask,
  link: PaymentLink,
  fault: string,
  afterSeconds = 0,
): Promise<void> {
  const now = deps.clock.now();
  const next = nextQueryTime(link.updatedAt, now, deps.random.chance());
  if (next === undefined)
    deps.log.warn(
      { link: link.id, fault },
      "a payment link could not be synchronized",
    );
  const dueAt =
    next === undefined ? null : Math.max(next, now + afterSeconds * 1000);
  await record(deps, task, dueAt, (mirror) => ({ ...mirror, fault }));
}

/** The link may have changed meanwhile, so only its mirror is updated, and a task created by that change stays. */
async function record(
  deps: Deps,
  task: LeasedTask,
  dueAt: number | null,
  change: (mirror: LinkMirrorState) => LinkMirrorState,
): Promise<void> {
  await deps.store.transaction(async (tx) => {
    const link = await tx.getPaymentLink(task.subject);
    if (link !== undefined && link.mirror !== null)
      await tx.putPaymentLink({ ...link, mirror: change(link.mirror) });
    await tx.settleTask(task, dueAt === null ? null : { ...task, dueAt });
  });
}

function logFailure(
  deps: Deps,
  { id }: PaymentLink,
  result: FailedResult,
): void {
  const detail =
    result.kind === "refused"
      ? result.reason
      : result.kind === "unavailable"
        ? result.detail
        : null;
  deps.log.warn(
    { link: id, kind: result.kind, detail },
    "the provider did not accept a payment link",
  );
}
