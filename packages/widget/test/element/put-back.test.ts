/** Frameworks take the element out, put it back, move and copy it: one order, nothing lost, nothing left behind. */
import { expect } from "@open-wc/testing";
import { layersOf } from "../../src/page/layers.ts";
import { atRest, loadLateFiles } from "../support/at-rest.ts";
import { settle } from "../support/clock.ts";
import type { Checkout } from "../support/harness.ts";
import {
  CART,
  open,
  toMethod,
  toWaiting,
  withRelay,
} from "../support/harness.ts";

describe("an element", () => {
  const it_ = withRelay();
  const place = document.createElement("main");
  const frame = document.createElement("iframe");
  beforeEach(() => {
    place.innerHTML = "<ul><li>1</li><li>2</li></ul><div></div>";
    document.body.append(place, frame);
  });
  afterEach(async () => {
    for (const it of document.querySelectorAll("malipo-checkout")) it.remove();
    place.remove();
    frame.remove();
    await settle(40);
    expect(layersOf(history.state)).to.deep.equal([]);
  });
  const shadow = (): ShadowRoot => {
    const host = document.createElement("div");
    place.append(host);
    return host.attachShadow({ mode: "open" });
  };

  const MOVES: Readonly<Record<string, (element: HTMLElement) => void>> = {
    "to the end": (element) => {
      place.append(element);
    },
    "among its like, by their keys": (element) => {
      const list = place.querySelector("ul");
      list?.append(element);
      for (const item of [...place.querySelectorAll("li")])
        list?.append(item, element);
    },
    "into a shadow root": (element) => {
      shadow().append(element);
    },
    "out and in again at once": (element) => {
      for (let time = 0; time < 3; time++) {
        element.remove();
        place.append(element);
      }
    },
    "with all that is around it": (element) => {
      place.append(element);
      document.body.prepend(place);
    },
    "by writing its part of the page anew from the same nodes": (element) => {
      place.replaceChildren(element, ...place.childNodes);
    },
  };
  for (const [how, move] of Object.entries(MOVES))
    it(`that is moved ${how} goes on as if nothing had been`, async () => {
      const checkout = await toMethod();
      await checkout.type("071234", "#phone", false);
      const input = checkout.input();
      const asked = it_.relay.seen.length;
      const told = checkout.heard("malipo-statechange").length;
      move(checkout.element);
      await settle(10);
      expect(checkout.screen).to.equal("method");
      expect(checkout.input()).to.equal(input);
      expect(input.value).to.equal("071234");
      expect(checkout.heard("malipo-statechange")).to.have.length(told);
      expect(it_.relay.seen).to.have.length(asked);
      await checkout.payByPhone();
      it_.relay.pay();
      await checkout.on("succeeded");
      expect(it_.relay.created).to.have.length(1);
    });

  it("that is moved while its request is on the way sends it once", async () => {
    const checkout = await toMethod();
    await checkout.type("0712345678");
    await checkout.tap("Pay");
    place.append(checkout.element);
    await checkout.on("waiting");
    expect(it_.relay.started).to.have.length(1);
  });

  it("that comes back later is on its step, with what was entered", async () => {
    const checkout = await toMethod();
    await checkout.type("0712345678");
    checkout.element.remove();
    await settle(20);
    place.append(checkout.element);
    await settle();
    await checkout.on("method");
    expect(checkout.input().value).to.equal("0712 345 678");
    expect(it_.relay.created).to.have.length(1);
  });

  it("that comes back to its review is not sent on", async () => {
    const checkout = await toMethod();
    checkout.element.remove();
    await settle(20);
    place.append(checkout.element);
    await settle();
    await checkout.on("method");
    await checkout.tap("Back");
    checkout.element.remove();
    await settle(20);
    place.append(checkout.element);
    await checkout.on("review");
    await settle(10);
    expect(checkout.screen).to.equal("review");
  });

  it("that is copied shows the same order, and so do the copies", async () => {
    const checkout = await toWaiting();
    const copies = [true, false, true].map((deep) =>
      checkout.element.cloneNode(deep),
    ) as HTMLElement[];
    place.append(...copies);
    for (const { shadowRoot } of copies)
      await checkout.until(
        () => !!shadowRoot?.querySelector("[data-screen=waiting]"),
        "the copy",
      );
    it_.relay.pay();
    for (const { shadowRoot } of copies)
      await checkout.until(
        () => !!shadowRoot?.querySelector("[data-screen=succeeded]"),
        "the copy",
      );
    expect(it_.relay.created).to.have.length(1);
    expect(it_.relay.started).to.have.length(1);
  });

  it("that is mounted twice, as React does in its strict mode, makes one order", async () => {
    const checkout = open();
    for (let time = 0; time < 4; time++) {
      checkout.element.remove();
      await settle(time % 2);
      place.append(checkout.element);
    }
    await checkout.on("review");
    expect(
      new Set(
        it_.relay.created.map(({ headers }) => headers.get("Idempotency-Key")),
      ).size,
    ).to.equal(1);
    expect(checkout.heard("malipo-ready")).to.have.length(1);
  });

  const looks = (checkout: Checkout): readonly string[] => {
    const { display } = getComputedStyle(checkout.find(".main"));
    const { borderRadius } = getComputedStyle(checkout.find(".primary"));
    return [display, borderRadius];
  };
  it("that is adopted by another document and comes back keeps its looks and its order", async () => {
    const checkout = await toMethod();
    // The file about the page around it is there.
    await checkout.until(() => layersOf(history.state).length === 1, "it");
    const before = looks(checkout);
    expect(before[0]).to.equal("flex");
    const other = frame.contentDocument;
    if (!other) throw new Error("no document");
    for (const [owner, parent] of [
      [other, other.body],
      [document, place],
    ] as const) {
      owner.adoptNode(checkout.element);
      parent.append(checkout.element);
      await settle();
      await checkout.on("method");
      expect(looks(checkout)).to.deep.equal(before);
    }
    const nowhere = document.implementation.createHTMLDocument();
    nowhere.body.append(nowhere.adoptNode(checkout.element));
    place.append(checkout.element);
    await settle();
    await checkout.on("method");
    expect(looks(checkout)).to.deep.equal(before);
    expect(it_.relay.created).to.have.length(1);
  });
});

describe("what an element leaves behind", () => {
  const it_ = withRelay();
  type Listen = (
    this: EventTarget | undefined,
    type: string,
    listener: object | null,
    options?: unknown,
  ) => void;
  const addEventListener = Reflect.get(
    EventTarget.prototype,
    "addEventListener",
  ) as Listen;
  const removeEventListener = Reflect.get(
    EventTarget.prototype,
    "removeEventListener",
  ) as Listen;
  const timers = {
    setInterval: window.setInterval.bind(window),
    clearInterval: window.clearInterval.bind(window),
  };
  const open_ = {
    listeners: new Set<string>(),
    timers: new Set<number>(),
  };
  const isPage = (target: EventTarget): boolean =>
    target === window || target === document;
  let count = 0;
  const ids = new WeakMap<object, number>();
  const keyOf = (type: string, listener: object | null): string => {
    const id = listener ? (ids.get(listener) ?? ++count) : 0;
    if (listener) ids.set(listener, id);
    return `${type} ${id}`;
  };
  beforeEach(() => {
    open_.listeners.clear();
    open_.timers.clear();
    const add: Listen = function (type, listener, options) {
      const target = this ?? window;
      if (isPage(target)) {
        const key = keyOf(type, listener);
        const forget = (): unknown => open_.listeners.delete(key);
        open_.listeners.add(key);
        const { signal, once } = Object(options) as AddEventListenerOptions;
        signal?.addEventListener("abort", forget);
        if (once) addEventListener.call(target, type, forget);
      }
      addEventListener.call(target, type, listener, options);
    };
    const remove: Listen = function (type, listener, options) {
      const target = this ?? window;
      if (isPage(target)) open_.listeners.delete(keyOf(type, listener));
      removeEventListener.call(target, type, listener, options);
    };
    Object.assign(EventTarget.prototype, {
      addEventListener: add,
      removeEventListener: remove,
    });
    Object.assign(window, {
      setInterval: (...args: Parameters<typeof timers.setInterval>) => {
        const id = timers.setInterval(...args);
        open_.timers.add(id);
        return id;
      },
      clearInterval: (id: number) => {
        open_.timers.delete(id);
        timers.clearInterval(id);
      },
    });
  });
  afterEach(() => {
    Object.assign(EventTarget.prototype, {
      addEventListener,
      removeEventListener,
    });
    Object.assign(window, timers);
  });

  for (const [how, attributes] of [
    ["inline", {}],
    ["a dialog", { mode: "dialog" }],
  ] as const)
    it(`is nothing, however often it comes and goes: ${how}`, async () => {
      const checkout = open({ cart: CART, ...attributes });
      checkout.element.open();
      await checkout.on("review");
      await loadLateFiles();
      await atRest(checkout);
      await checkout.proceed();
      await checkout.payByPhone();
      await checkout.until(
        () => [...open_.listeners].some((it) => /^popstate/.test(it)),
        "the file about the page around it",
      );
      expect(open_.timers.size).to.equal(1);
      const listeners = open_.listeners.size;
      const streams = it_.relay.calls(/events/).length;
      for (let time = 0; time < 5; time++) {
        document.body.prepend(checkout.element);
        await settle(2);
      }
      expect(open_.timers.size).to.equal(1);
      expect(open_.listeners.size).to.equal(listeners);
      expect(it_.relay.calls(/events/)).to.have.length(streams);
      for (let time = 0; time < 3; time++) {
        checkout.element.remove();
        await settle(40);
        expect([...open_.listeners]).to.deep.equal([]);
        expect(open_.timers.size).to.equal(0);
        document.body.append(checkout.element);
        await checkout.on("waiting");
      }
      expect(it_.relay.created).to.have.length(1);
      checkout.element.remove();
      await settle(40);
    });
});
