/** What happens every second: countdowns go on, an expired prompt is noticed. */
import type { ReactiveControllerHost } from "lit";
import { isQuiet } from "./client/order-follower.ts";
import type { OrderSession } from "./client/order-session.ts";
import type { RelayClock } from "./clock.ts";
import type { CheckoutEvent, CheckoutState } from "./state/checkout-state.ts";

const TICK_MS = 1000;

/** What it needs of the controller. */
interface Ticking {
  readonly state: CheckoutState;
  readonly clock: RelayClock;
  readonly session: OrderSession | null;
  readonly host: ReactiveControllerHost;
  dispatch(event: CheckoutEvent): boolean;
  refresh(): Promise<void>;
}

function onTick(controller: Ticking): void {
  const { state, clock, session, host } = controller;
  if (clock.hasJumped()) {
    // Only a full order contains the relay's time.
    session?.forget();
    void controller.refresh();
  }
  // Countdowns, and texts that change when something takes long.
  if (!isQuiet(state) || state.trouble?.until) host.requestUpdate();
  if (
    state.name === "waiting" &&
    Date.parse(state.attempt.promptExpiresAt ?? "") <= clock.now()
  ) {
    controller.dispatch({ type: "confirm" });
    void controller.refresh();
  }
}

/** Until `signal` is aborted. */
export function startTicking(controller: Ticking, signal: AbortSignal): void {
  const timer = setInterval(() => {
    onTick(controller);
  }, TICK_MS);
  signal.addEventListener("abort", () => {
    clearInterval(timer);
  });
}
