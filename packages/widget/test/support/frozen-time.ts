/** Times of day and countdowns that are the same in every run. */
import { executeServerCommand } from "@web/test-runner-commands";

const NOW = Date.parse("2026-11-21T11:35:00Z");
const ZONE = "Africa/Nairobi";

/** For each test of the describe block. Timers go on. */
export function withFrozenTime(): void {
  const { now } = Date;
  const ticks = performance.now.bind(performance);
  before(() => executeServerCommand("timezone", ZONE));
  beforeEach(() => {
    Date.now = () => NOW;
    performance.now = () => 1000;
  });
  afterEach(() => {
    Date.now = now;
    performance.now = ticks;
  });
}
