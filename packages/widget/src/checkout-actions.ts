/** The shopper's actions: each turns a tap into calls and events. Views can do nothing else. */
import type { Method } from "@malipo/protocol";
import type { CheckoutController } from "./checkout-controller.ts";
import { draftLines, EMPTY_DRAFT, toStartAttempt } from "./draft.ts";
import type { CheckoutError } from "./errors.ts";
import { isRefusal, toCheckoutError, toTrouble } from "./errors.ts";
import { emit } from "./events.ts";
import {
  createKey,
  readIntent,
  writeIntent,
  writeStored,
} from "./intent-store.ts";
import { toJson } from "./json.ts";
import { createStoredOrder } from "./open-order.ts";
import { formatPhone, parsePhone } from "./phone.ts";
import type { LinkWish } from "./source.ts";
import type { Task, Trouble } from "./state/checkout-state.ts";

/** Taps on + and - in quick succession become one change. */
const LINES_DELAY_MS = 300;

export type CheckoutActions = ReturnType<typeof createActions>;

export function createActions(controller: CheckoutController) {
  let linesTimer = 0;
  /** The request that the shopper waits for; after "Stop waiting", none. */
  let sending: unknown = null;

  const show = (task: Task | null, trouble: Trouble | null = null): void => {
    controller.dispatch({ type: "work", task, trouble });
  };

  /** Others were faster: the link says what is left. What the shopper has entered stays. */
  const readLinkAgain = ({ code }: CheckoutError): void => {
    const { draft, config } = controller;
    if (code !== "link_used_up" || config?.source.type !== "link") return;
    controller.begin(true);
    controller.draft = draft;
  };

  /** Runs a call that the shopper waits for. If it fails, shows the error and returns false. */
  const work = async (
    task: Task,
    call: () => Promise<void>,
  ): Promise<boolean> => {
    const { signal } = controller.run;
    show(task);
    try {
      await call();
      if (!signal.aborted) show(null);
      return true;
    } catch (error) {
      if (!signal.aborted) {
        const problem = toCheckoutError(error);
        show(null, toTrouble(problem));
        controller.report(problem);
        readLinkAgain(problem);
      }
      return false;
    }
  };

  const lastAttempt = (): string => controller.state.order?.attempt?.id ?? "";

  const ask = (what: "check" | "cancel"): Promise<boolean> => {
    controller.note(what);
    return work(what, async () => {
      const answer = await controller.session?.ask(lastAttempt(), what);
      if (answer) controller.adopt(answer.order);
    });
  };

  /** Cancels the attempt and offers the methods again, if the relay confirms the cancellation. */
  const giveUp = async (method: Method | null): Promise<void> => {
    controller.enter({ method });
    if (chooseAgain() || !(await ask("cancel"))) return;
    if (controller.state.name !== "cancelled")
      show(null, { code: "cancel_refused", until: 0 });
    else chooseAgain();
  };

  const sendLines = async (): Promise<void> => {
    const { session, state, draft } = controller;
    if (!session || !state.order) return;
    const lines = draftLines(state.order, draft);
    if (lines.length) controller.adopt(await session.changeLines(lines));
    else {
      writeStored(controller.store, {});
      controller.dispatch({ type: "reset" });
    }
    emit(controller.host, "malipo-cartchange", { lines });
    // Send changes made in the meantime.
    if (draft.quantities !== controller.draft.quantities) await sendLines();
  };

  /** Goes to the provider's page, unless the merchant's page prevents it. */
  const leave = (): void => {
    const { state, host } = controller;
    if (state.name !== "redirecting") return;
    const { action } = state.attempt;
    if (action?.type !== "redirect") return;
    const { url } = action;
    controller.leaving = true;
    if (emit(host, "malipo-redirect", { url, orderId: state.order.id }, true))
      location.assign(url);
  };

  /** Without a response, the relay may have started the attempt. */
  const showUnsent = (problem: CheckoutError): void => {
    const trouble = toTrouble(problem);
    const unknown = /^(network|malformed_answer)$/.test(problem.code);
    show(null, unknown ? { ...trouble, code: "attempt_unknown" } : trouble);
  };

  const chooseAgain = (): boolean => controller.dispatch({ type: "again" });

  /** Starts an attempt with what the shopper chose. */
  const pay = async (): Promise<void> => {
    const { session, run, store } = controller;
    const body = toStartAttempt(controller.state, controller.draft);
    controller.enter({ phoneTouched: true });
    if (!body || !session || !controller.dispatch({ type: "submit" })) return;
    const { method, phone } = body;
    controller.enter({ method, asked: phone ? formatPhone(phone) : "" });
    // The previous request may have started an attempt without a response: repeat it with the same key, unless an attempt
    // has turned up since. With the key of that one, the relay would repeat its end.
    const { paying } = readIntent(store);
    const after = lastAttempt();
    const same =
      paying?.after === after && toJson(paying.body) === toJson(body);
    const key = same ? paying.key : createKey();
    const request = (sending = { key, body, after });
    writeIntent(store, { paying: request });
    // An event may tell of the provider's page before the answer does, which leads there.
    controller.leaving = true;
    controller.note("pay");
    try {
      controller.adopt((await session.startAttempt(body, key)).order);
      if (sending === request) leave();
    } catch (error) {
      if (run.signal.aborted) return;
      const problem = toCheckoutError(error);
      const refused = isRefusal(error);
      if (refused) {
        controller.leaving = false;
        writeIntent(store, { paying: null });
      }
      controller.report(problem);
      await controller.refresh();
      if (sending !== request) return;
      if (lastAttempt() === after) {
        if (chooseAgain()) showUnsent(problem);
        readLinkAgain(problem);
      } else if (!refused) leave();
    }
  };

  return {
    /** 0 removes the line. */
    changeQuantity: (sku: string, quantity: number): void => {
      const sending = controller.state.task === "lines" && !linesTimer;
      controller.enter({
        quantities: { ...controller.draft.quantities, [sku]: quantity },
      });
      show("lines");
      if (sending) return; // The running change will include this one.
      clearTimeout(linesTimer);
      linesTimer = window.setTimeout(() => {
        linesTimer = 0;
        void work("lines", sendLines).then((done) => {
          controller.enter({ quantities: {} });
          if (!done) void controller.refresh();
        });
      }, LINES_DELAY_MS);
    },

    enterAmount: (amount: string, decimal: string): void => {
      controller.enter({ amount, decimal });
    },

    enterWish: (wish: LinkWish): void => {
      controller.enter({ wish });
    },

    enterPhone: (phone: string): void => {
      controller.enter({ phone });
    },

    /** When the phone field loses focus: formats and validates the number. */
    validatePhone: (): void => {
      const { phone } = controller.draft;
      const parsed = parsePhone(phone);
      controller.enter({
        phone: parsed ? formatPhone(parsed) : phone,
        phoneTouched: phone !== "",
      });
    },

    chooseWhole(whole: boolean): void {
      controller.enter({ whole });
    },
    chooseMethod: (method: Method): void => {
      controller.enter({ method });
      writeIntent(controller.store, { method });
    },

    back: (): void => {
      controller.dispatch({ type: "back" });
    },

    /** Continues from the review. Creates the order of a payment link. */
    proceed: async (): Promise<void> => {
      const { state, config, draft, run } = controller;
      const { link, order } = state;
      if (link && config) {
        controller.enter({ amountTouched: true });
        const { linkForm } = controller;
        const choice = linkForm
          ? linkForm.readChoice(link, draft)
          : { chosen: {}, total: link.amount?.value };
        if (!choice) return;
        const { chosen, total } = choice;
        const wish = toJson(draft.wish);
        if (order?.amount.value !== total || wish !== draft.made) {
          controller.dispatch({ type: "link", link });
          const done = await work("order", async () => {
            controller.take(
              await createStoredOrder(config, chosen, run.signal),
            );
          });
          if (!done) return;
          controller.enter({ made: wish });
        }
      }
      controller.dispatch({ type: "proceed" });
      // Nothing else is missing.
      if (link && controller.state.name === "review") await pay();
    },

    pay,

    /** Makes the relay query the provider now. */
    check: (): Promise<boolean> => ask("check"),

    payAnotherWay: (): Promise<void> => giveUp(null),

    /** To the same or another number. The relay holds the request back while one may be on the phone. */
    sendAgain: (): Promise<void> =>
      giveUp(controller.state.order?.attempt?.method ?? null),

    /** Leaves a request without a response. It may still arrive: sending it again repeats it. */
    stopWaiting: (): void => {
      if (!chooseAgain()) {
        void controller.refresh();
        return;
      }
      sending = null;
      show(null, { code: "attempt_unknown", until: 0 });
    },

    /** After a failure: try again, or choose another method. */
    chooseAgain,

    startAgain: (): void => {
      controller.draft = { ...EMPTY_DRAFT, phone: controller.draft.phone };
      controller.begin(true);
    },

    /** From the `unavailable` screen, or when the shopper confirms a new order. */
    reload: (): void => {
      if (controller.state.trouble?.code === "order_elsewhere")
        controller.dropNamed();
      controller.begin();
    },
  };
}
