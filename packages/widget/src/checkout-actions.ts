/** What the shopper can do: each turns a tap into calls and events. Views get these and nothing else. */
import type { Method } from "@malipo/protocol";
import type { CheckoutController } from "./checkout-controller.ts";
import {
  draftLines,
  EMPTY_DRAFT,
  linkAmount,
  toStartAttempt,
} from "./draft.ts";
import { isRefusal, toCheckoutError, toTrouble } from "./errors.ts";
import { emit } from "./events.ts";
import {
  createKey,
  readIntent,
  writeIntent,
  writeStored,
} from "./intent-store.ts";
import { toJson } from "./json.ts";
import { makeOrder } from "./open-order.ts";
import { formatPhone, parsePhone } from "./phone.ts";
import type { Task, Trouble } from "./state/checkout-state.ts";

/** Taps on + and - in quick succession become one change. */
const LINES_DELAY_MS = 300;

export type CheckoutActions = ReturnType<typeof createActions>;

export function createActions(c: CheckoutController) {
  let linesTimer = 0;

  const show = (task: Task | null, trouble: Trouble | null = null): void => {
    c.dispatch({ type: "work", task, trouble });
  };

  /** Runs a call that the shopper waits for; false when it failed, which is then told on the screen. */
  const work = async (
    task: Task,
    call: () => Promise<void>,
  ): Promise<boolean> => {
    const { signal } = c.run;
    show(task);
    try {
      await call();
      if (!signal.aborted) show(null);
      return true;
    } catch (error) {
      if (!signal.aborted) {
        const problem = toCheckoutError(error);
        show(null, toTrouble(problem));
        c.report(problem);
      }
      return false;
    }
  };

  const ask = (what: "check" | "cancel"): Promise<boolean> => {
    c.note(what);
    return work(what, async () => {
      const attemptId = c.state.order?.attempt?.id ?? "";
      const answer = await c.session?.ask(attemptId, what);
      if (answer) c.adopt(answer.order);
    });
  };

  const sendLines = async (): Promise<void> => {
    const { session, state, draft } = c;
    if (!session || !state.order) return;
    const lines = draftLines(state.order, draft);
    if (lines.length) c.adopt(await session.changeLines(lines));
    else {
      writeStored(c.store, {});
      c.dispatch({ type: "reset" });
    }
    emit(c.host, "malipo-cartchange", { lines });
    // What was tapped meanwhile goes out after it.
    if (draft.quantities !== c.draft.quantities) await sendLines();
  };

  /** To the provider's page, unless the merchant's page prevents it. */
  const leave = (): void => {
    const { state, host } = c;
    if (state.name !== "redirecting") return;
    const { action } = state.attempt;
    if (action?.type !== "redirect") return;
    const { url } = action;
    if (emit(host, "malipo-redirect", { url, orderId: state.order.id }, true))
      location.assign(url);
  };

  const chooseAgain = (): boolean => c.dispatch({ type: "again" });

  /** Starts an attempt with what the shopper chose. */
  const pay = async (): Promise<void> => {
    const { session, run, store } = c;
    const body = toStartAttempt(c.state, c.draft);
    c.enter({ phoneJudged: true });
    if (!body || !session || !c.dispatch({ type: "submit" })) return;
    // Without an answer the attempt may have begun: the same wish is the same request.
    const { paying } = readIntent(store);
    const same = paying && toJson(paying.body) === toJson(body);
    const key = same ? paying.key : createKey();
    writeIntent(store, { paying: { key, body } });
    c.note("pay");
    try {
      const { order } = await session.startAttempt(body, key);
      writeIntent(store, { paying: null });
      c.adopt(order);
      leave();
    } catch (error) {
      if (run.signal.aborted) return;
      const problem = toCheckoutError(error);
      if (isRefusal(error)) writeIntent(store, { paying: null });
      c.report(problem);
      await c.refresh();
      if (chooseAgain()) show(null, toTrouble(problem));
    }
  };

  return {
    /** 0 removes the line. */
    changeQuantity: (sku: string, quantity: number): void => {
      const sending = c.state.task === "lines" && !linesTimer;
      c.enter({ quantities: { ...c.draft.quantities, [sku]: quantity } });
      show("lines");
      if (sending) return; // A change is under way and will see this one.
      clearTimeout(linesTimer);
      linesTimer = window.setTimeout(() => {
        linesTimer = 0;
        void work("lines", sendLines).then((done) => {
          c.enter({ quantities: {} });
          if (!done) void c.refresh();
        });
      }, LINES_DELAY_MS);
    },

    enterAmount: (amount: string): void => {
      c.enter({ amount });
    },

    enterPhone: (phone: string): void => {
      c.enter({ phone });
    },

    /** The phone field was left: shows the number back in its usual form. */
    judgePhone: (): void => {
      const { phone } = c.draft;
      const parsed = parsePhone(phone);
      c.enter({
        phone: parsed ? formatPhone(parsed) : phone,
        phoneJudged: phone !== "",
      });
    },

    chooseMethod: (method: Method): void => {
      c.enter({ method });
    },

    back: (): void => {
      c.dispatch({ type: "back" });
    },

    /** On from the review. A payment link becomes an order here. */
    proceed: async (): Promise<void> => {
      const { state, config, draft, run } = c;
      const { link, order } = state;
      if (link && config) {
        c.enter({ amountJudged: true });
        const amount = linkAmount(link, draft);
        if (!amount) return;
        if (order?.amount.value !== amount.value) {
          c.dispatch({ type: "link", link });
          const chosen = link.amount ? null : amount;
          const made = await work("order", async () => {
            c.take(await makeOrder(config, chosen, run.signal));
          });
          if (!made) return;
        }
      }
      c.dispatch({ type: "proceed" });
      // Nothing is left to ask, and the link was reviewed.
      if (link && c.state.name === "review") await pay();
    },

    pay,

    /** Has the relay ask the provider now. */
    check: (): Promise<boolean> => ask("check"),

    /** Gives up the attempt and chooses again; only when the relay says that it is over. */
    payAnotherWay: async (): Promise<void> => {
      if (chooseAgain() || !(await ask("cancel"))) return;
      if (c.state.name !== "cancelled")
        show(null, { code: "cancel_refused", until: 0 });
      else chooseAgain();
    },

    /** After a failure: once more, or by another method. */
    chooseAgain,

    startAgain: (): void => {
      c.draft = { ...EMPTY_DRAFT, phone: c.draft.phone };
      c.begin(true);
    },

    /** From the screen that says the checkout can't be had, or asks before another order is begun. */
    reload: (): void => {
      if (c.state.trouble?.code === "order_elsewhere") c.dropNamed();
      c.begin();
    },
  };
}
