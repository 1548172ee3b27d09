/** Brings a scene of the gallery to its screen. */
import { attributesOf, SCENES } from "../gallery/scenes.ts";
import type { FakeRelay } from "./fake-relay.ts";
import { open } from "./harness.ts";
import type { Checkout } from "./harness.ts";

export async function showScene(
  relay: FakeRelay,
  name: string,
  attributes: Readonly<Record<string, string>>,
  content = "",
): Promise<Checkout> {
  const scene = SCENES[name] ?? {};
  if (scene.order !== undefined) relay.order = scene.order();
  scene.prepare?.(relay);
  const checkout = open({ ...attributesOf(scene), ...attributes }, content);
  if (attributes["mode"] === "dialog") checkout.element.open();
  await checkout.until(
    () =>
      checkout.has(".main h2") &&
      (checkout.screen !== "loading" || name === "loading"),
    "the first screen",
  );
  for (const step of scene.steps ?? []) {
    if ("tap" in step) checkout.all("button.primary").at(step.tap)?.click();
    else await checkout.type(step.type, step.into);
    await checkout.element.updateComplete;
  }
  checkout.finishAnimations();
  return checkout;
}
