/**
 * Carries a payment link over to the provider, where it has a page that works without JavaScript. The link itself never
 * waits for it. The provider knows no id of ours to look a link up by: a crash between its answer and our record makes a
 * second page there. Both name our link's id as their account reference, so that a person can tell.
 */
import { isCarriedOver } from "../../domain/payment-link.ts";
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
import type { ProviderAnswer } from "../../ports/provider-answer.ts";
import type { LeasedTask, StoreTransaction } from "../../ports/store.ts";
import type { Deps } from "../shared/deps.ts";
import { waitSeconds } from "../shared/provider-answer.ts";

type NotDone = Exclude<ProviderAnswer<never>, { kind: "found" }>;

/** Has the link carried over as soon as may be, where the merchant wants it. */
export async function putMirrorTask(
  tx: StoreTransaction,
  { id, mirror }: PaymentLink,
  now: number,
): Promise<void> {
  if (mirror?.wanted === true)
    await tx.putTask({ kind: "mirror_link", subject: id, dueAt: now });
}

/** Runs a task of the kind `mirror_link`: its lease keeps a change meanwhile from making a second page. */
export async function mirrorLink(deps: Deps, task: LeasedTask): Promise<void> {
  const link = await deps.store.getPaymentLink(task.subject);
  if (link?.mirror?.wanted !== true || isCarriedOver(link)) {
    await deps.store.transaction((tx) => tx.settleTask(task, null));
    return;
  }
  const { linkMirror } = deps.services;
  if (linkMirror === null) return postpone(deps, task, link, "not_configured");
  const { id } = link.mirror;
  const answer = await carryOver(deps, linkMirror, link, id);
  if (answer.kind === "found") {
    const { id: providerId } = answer.value;
    const url = await findUrl(linkMirror, answer.value, link.mirror);
    await record(deps, task, null, (mirror) => ({
      ...mirror,
      id: providerId,
      url: url ?? mirror.url,
      carriedOver: link.updatedAt,
      fault: null,
    }));
    return;
  }
  logAnswer(deps, link, answer);
  const afterSeconds = waitSeconds(answer);
  // It may have been made: trying again by itself could fill the provider with pages that nobody can switch off.
  const mayExist =
    id === null && answer.kind === "unavailable" && answer.mayHaveHappened;
  return mayExist
    ? record(deps, task, null, (mirror) => ({
        ...mirror,
        fault: "outcome_unknown",
      }))
    : postpone(deps, task, link, answer.kind, afterSeconds);
}

/** An answer to a change may leave the page's address out: then the link is read. Null where that does not tell either. */
async function findUrl(
  linkMirror: LinkMirror,
  { id, url }: MirroredLink,
  known: LinkMirrorState,
): Promise<string | null> {
  if (url !== null || known.url !== null) return url;
  const read = await linkMirror.find(id);
  return read.kind === "found" ? read.value.url : null;
}

function carryOver(
  { settings }: Deps,
  linkMirror: LinkMirror,
  link: PaymentLink,
  id: string | null,
): Promise<ProviderAnswer<MirroredLink>> {
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

/** Tries again on the schedule of queries, from the last change on; after 72 hours not by itself any more. */
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
    deps.log.warn({ link: link.id, fault }, "a link could not be carried over");
  const dueAt =
    next === undefined ? null : Math.max(next, now + afterSeconds * 1000);
  await record(deps, task, dueAt, (mirror) => ({ ...mirror, fault }));
}

/** The link may have changed meanwhile: only its mirror is written, and a task that the change made stays. */
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

function logAnswer(deps: Deps, { id }: PaymentLink, answer: NotDone): void {
  const detail =
    answer.kind === "refused"
      ? answer.reason
      : answer.kind === "unavailable"
        ? answer.detail
        : null;
  deps.log.warn(
    { link: id, kind: answer.kind, detail },
    "the provider did not take a payment link over",
  );
}
