/** What people were told, and whether they can be reached. */
import type { AlertTest, ListedAlert } from "@malipo/protocol/merchant";
import { alertState, messageState } from "../../domain/alert.ts";
import type { AlertMessage } from "../../domain/alert.ts";
import { ok, refuse } from "../../domain/errors.ts";
import type { Result } from "../../domain/errors.ts";
import { NEVER_TRIED } from "../../domain/message-progress.ts";
import type { AlertWithMessages } from "../../ports/alerts.ts";
import type { AuditTrail } from "../shared/audit.ts";
import type { Deps } from "../shared/deps.ts";
import { toAlertJson } from "./alert-text.ts";
import { targetsOf } from "./alerting.ts";
import { tryOnce } from "./send-alert.ts";

export const toListedAlert = ({
  alert,
  messages,
}: AlertWithMessages): ListedAlert => ({
  ...toAlertJson(alert),
  state: alertState(alert, messages),
  messages: messages.map(toMessageJson),
});

function toMessageJson(message: AlertMessage): ListedAlert["messages"][number] {
  const { id, channel, to, progress } = message;
  const { tries, lastStatus, sentAt } = progress;
  return {
    ...{ id, channel, to, tries, lastStatus },
    state: messageState(message),
    sentAt: sentAt === null ? null : new Date(sentAt).toISOString(),
  };
}

/** Sends a test to everybody at once, also in quiet hours, and says how each took it. It is not stored. */
export async function testAlerts(
  deps: Deps,
  audit: AuditTrail,
): Promise<Result<AlertTest>> {
  const { store, clock, random, alerts } = deps;
  if (alerts === null)
    return refuse(
      "provider_not_configured",
      "Nobody is told of anything: set MALIPO_ALERT_EMAIL or MALIPO_ALERT_WEBHOOK_URL.",
    );
  const id = random.id("alm_");
  await store.transaction((tx) => audit.start(tx, { objectId: id }));
  const results = await Promise.all(
    targetsOf(alerts).map(async (target) => {
      const message: AlertMessage = {
        ...target,
        id,
        createdAt: clock.now(),
        groups: [],
        progress: NEVER_TRIED,
      };
      const tried = await tryOnce(deps, message);
      const status =
        tried === null || tried.kind === "aborted" ? null : tried.status;
      return { ...target, sent: tried?.kind === "sent", status };
    }),
  );
  const reached = results.filter(({ sent }) => sent).length;
  audit.describe({
    after: {
      status: `sent to ${String(reached)} of ${String(results.length)}`,
    },
  });
  return ok({ id, results });
}
