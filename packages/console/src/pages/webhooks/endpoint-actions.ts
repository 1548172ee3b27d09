/** What can be done with a webhook endpoint, each asked once. */
import type {
  NewWebhookEndpoint,
  WebhookEndpoint,
} from "@malipo/protocol/merchant";
import { api } from "../../lib/api.ts";
import { confirm } from "../../ui/confirm.ts";
import type { Question } from "../../ui/confirm.ts";
import { overlapField, readOverlap } from "../../ui/overlap.ts";
import { fill, words } from "../../words/words.ts";

const PATH = "/v1/merchant/webhook-endpoints/{id}";

export function pauseQuestion({ id, name }: WebhookEndpoint): Question {
  const { webhooks } = words();
  return {
    title: fill(webhooks.pauseTitle, { name }),
    text: webhooks.pauseText,
    confirm: webhooks.pause,
    act: () => api.patch(PATH, { path: { id }, body: { paused: true } }),
    done: webhooks.paused,
  };
}

/** The new secret, which is shown once; undefined if it was not done. */
export async function askToRotate({
  id,
  name,
}: WebhookEndpoint): Promise<NewWebhookEndpoint | undefined> {
  const { webhooks } = words();
  const made: NewWebhookEndpoint[] = [];
  await confirm({
    title: fill(webhooks.rotateTitle, { name }),
    text: webhooks.rotateText,
    confirm: webhooks.rotate,
    fields: () => overlapField(webhooks.overlap),
    async act(values) {
      made.push(
        await api.post(`${PATH}/rotate-secret`, {
          path: { id },
          body: { overlapSeconds: readOverlap(values) },
        }),
      );
    },
    done: webhooks.rotated,
  });
  return made[0];
}

export function deleteQuestion({ id, name, url }: WebhookEndpoint): Question {
  const { webhooks } = words();
  return {
    title: fill(webhooks.deleteTitle, { name }),
    text: fill(webhooks.deleteText, { url }),
    confirm: webhooks.delete,
    isDangerous: true,
    act: () => api.delete(PATH, { path: { id } }),
    done: webhooks.deleted,
  };
}
