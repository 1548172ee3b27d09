/** People are told when a provider stops responding, and when it is back: once, whatever relay finds it out. */
import { expect, it } from "vitest";
import {
  ScriptedMailer,
  startAlerting,
  passAlerts,
} from "../support/alerting.ts";
import { assembleOn, forgetful } from "../support/restart.ts";

const MINUTE = 60;

it("one message for an outage, and one when it is over, with two relays and a restart", async () => {
  const mailer = new ScriptedMailer();
  const checks = { isUp: true, count: 0 };
  const relay = await startAlerting({
    mailer,
    healthChecks: {
      almara: () => {
        checks.count += 1;
        return Promise.resolve(checks.isUp);
      },
      flexpay: null,
    },
  });
  const other = assembleOn(forgetful(relay));
  other.start();
  await expect
    .poll(() => relay.store.nextTaskAt("watch_provider", 0))
    .not.toBeNull();
  const passMinutes = async (count: number) => {
    for (let i = 0; i < count; i += 1) {
      other.scheduler.poll();
      await passAlerts(relay, MINUTE);
    }
  };
  await passMinutes(3);
  expect(mailer.subjects).toEqual([]);
  checks.isUp = false;
  await passMinutes(2);
  expect(mailer.subjects).toEqual([]);
  await passMinutes(10);
  const minute = "21 November 2026 at 12:\\d\\d EAT";
  expect(mailer.subjects).toEqual([
    expect.stringMatching(
      `^Duka: Almara Pay has not responded since ${minute}$`,
    ),
  ]);
  // About one check a minute, however many relays there are.
  expect(checks.count).toBeLessThanOrEqual(20);
  await other.stop();
  const next = assembleOn(forgetful(relay));
  next.start();
  await passMinutes(5);
  expect(mailer.subjects).toHaveLength(1);
  checks.isUp = true;
  await passMinutes(10);
  expect(mailer.subjects.slice(1)).toEqual([
    expect.stringMatching(
      `^Duka: Almara Pay responds again; it was away from ${minute} to ${minute}$`,
    ),
  ]);
});

it("nobody is asked where nobody wants to know", async () => {
  const relay = await startAlerting({
    mailer: new ScriptedMailer(),
    kinds: ["order.paid"],
    healthChecks: { almara: () => Promise.reject(new Error("asked")) },
  });
  await passAlerts(relay, 10 * MINUTE);
  expect(await relay.store.nextTaskAt("watch_provider", 0)).toBeNull();
});
