/** Brings a scene of the gallery to its screen. */
import type { ScreenName } from "../../src/state/checkout-state.ts";
import { SCREENS } from "../../src/state/checkout-state.ts";
import { attributesOf, SCENES } from "../gallery/scenes.ts";
import type { FakeRelay } from "./fake-relay.ts";
import { open } from "./harness.ts";
import type { Checkout } from "./harness.ts";

/** The screen a scene ends on, where its name says it. */
const screenOf = (scene: string): ScreenName | undefined =>
  SCREENS.find((screen) => scene.split("-")[0] === screen);

export async function showScene(
  relay: FakeRelay,
  name: string,
  attributes: Readonly<Record<string, string>>,
  content = "",
  into: Element = document.body,
): Promise<Checkout> {
  const scene = SCENES[name] ?? {};
  if (scene.order !== undefined) relay.order = scene.order();
  scene.prepare?.(relay);
  const checkout = open(
    { ...attributesOf(scene), ...attributes },
    content,
    into,
  );
  // No scene may lead to another site.
  checkout.element.addEventListener("malipo-redirect", (event) => {
    event.preventDefault();
  });
  if (attributes["mode"] === "dialog") checkout.element.open();
  await checkout.until(
    () =>
      checkout.has(".main h2") &&
      (checkout.screen !== "loading" || name === "loading"),
    "the first screen",
  );
  for (const step of scene.steps ?? []) {
    if ("tap" in step) checkout.all("button.primary").at(step.tap)?.click();
    else if ("press" in step) {
      await checkout.until(() => checkout.has(step.press), step.press);
      checkout.find(step.press).click();
    } else if ("type" in step) await checkout.type(step.type, step.into);
    else await checkout.until(() => checkout.has(step.until), step.until);
    await checkout.element.updateComplete;
  }
  const screen = screenOf(name);
  if (screen !== undefined) await checkout.on(screen);
  checkout.finishAnimations();
  return checkout;
}
