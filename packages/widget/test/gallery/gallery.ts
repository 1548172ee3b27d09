/** Shows one scene: `?scene=waiting&locale=sw&theme=dark&mode=dialog`. For looking at, and for pictures. */
import { defineMalipo } from "../../src/index.ts";
import { FakeRelay } from "../support/fake-relay.ts";
import { attributesOf, SCENES } from "./scenes.ts";

const wish = new URLSearchParams(location.search);
const scene = SCENES[wish.get("scene") ?? "review"] ?? {};
const relay = new FakeRelay();
if (scene.order !== undefined) relay.order = scene.order();
scene.prepare?.(relay);
relay.install();
localStorage.clear();
defineMalipo();

const element = document.createElement("malipo-checkout");
for (const [name, value] of Object.entries({
  ...attributesOf(scene),
  ...Object.fromEntries(wish),
}))
  if (name !== "scene") element.setAttribute(name, value);
if (wish.get("mode") === "dialog") {
  const link = document.createElement("a");
  link.href = "#pay";
  link.textContent = "Pay now";
  element.append(link);
}
document.body.append(element);
if (wish.get("mode") === "dialog") element.open();

const settle = (): Promise<void> => new Promise((done) => setTimeout(done, 60));
for (const step of scene.steps ?? []) {
  await settle();
  const root = element.shadowRoot;
  if ("tap" in step) {
    const buttons = root?.querySelectorAll<HTMLElement>("button.primary");
    [...(buttons ?? [])].at(step.tap)?.click();
  } else {
    const field = root?.querySelector<HTMLInputElement>(step.into);
    if (field) {
      field.value = step.type;
      field.dispatchEvent(new InputEvent("input"));
      field.dispatchEvent(new Event("change"));
    }
  }
}
await settle();
document.body.dataset["ready"] = "";
