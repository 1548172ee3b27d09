/** The phone page's script: takes screens from the stream, posts answers, and counts down. */
import { LIVE_SCRIPT } from "../../web/live-script.ts";

export const PHONE_SCRIPT = String.raw`${LIVE_SCRIPT}
const prompts = document.getElementById("prompts");
const messages = document.getElementById("messages");
const paybill = document.getElementById("paybill");
const title = document.title;
/** The sandbox's clock minus ours. */
let clockAheadMs = 0;

function show(screen) {
  clockAheadMs = screen.now - Date.now();
  const hadFocus = prompts.contains(document.activeElement);
  reconcile(prompts, screen.prompts);
  reconcile(messages, screen.messages);
  announce([...screen.prompts, ...screen.messages]);
  const open = prompts.querySelectorAll(".prompt.person").length;
  document.title = open > 0 ? "(" + open + ") " + title : title;
  tick();
  moveFocus(hadFocus);
}

/** A card that left takes the focus with it: give it to the next PIN, else to the messages. */
function moveFocus(hadFocus) {
  const free = document.activeElement === null || document.activeElement === document.body;
  if (!free) return;
  const pin = prompts.querySelector(".pin");
  if (pin !== null) pin.focus({ preventScroll: !hadFocus });
  else if (hadFocus) document.getElementById("inbox-title").focus({ preventScroll: true });
}

function tick() {
  const now = Date.now() + clockAheadMs;
  for (const countdown of document.querySelectorAll(".countdown")) {
    const startsAt = Number(countdown.dataset.startsAt);
    const endsAt = Number(countdown.dataset.endsAt);
    const leftMs = Math.max(0, endsAt - now);
    const seconds = String(Math.ceil(leftMs / 1000));
    const words = countdown.querySelector(".seconds");
    if (words.textContent !== seconds) words.textContent = seconds;
    countdown.classList.toggle("short", leftMs < 10000);
    const gone = 100 - (100 * leftMs) / Math.max(1, endsAt - startsAt);
    countdown.querySelector(".left").setAttribute("stroke-dashoffset", gone.toFixed(1));
  }
}

function showClock() {
  const now = new Date();
  // In Kenya, like the times of the messages.
  const timeZone = "Africa/Nairobi";
  const time = now.toLocaleTimeString("en-GB", { timeZone, hour: "2-digit", minute: "2-digit" });
  const date = now.toLocaleDateString("en-GB", { timeZone, weekday: "long", day: "numeric", month: "long" });
  for (const clock of document.querySelectorAll("[data-clock]")) clock.textContent = time;
  for (const day of document.querySelectorAll("[data-date]")) day.textContent = date;
}

document.addEventListener("input", (event) => {
  const field = event.target;
  if (field.matches(".pin")) field.value = field.value.replace(/\D/g, "").slice(0, 4);
});

/** Sends a form as it would send itself; what is wrong with it is said in the form. Returns whether it was taken. */
async function send(form, submitter) {
  const error = form.querySelector(".error");
  const body = new URLSearchParams(new FormData(form, submitter));
  const buttons = form.querySelectorAll("button");
  let taken = false;
  for (const button of buttons) button.disabled = true;
  error.textContent = "";
  try {
    const response = await fetch(form.getAttribute("action"), { method: "POST", headers: { Accept: "application/json" }, body });
    taken = response.ok;
    if (!taken) error.textContent = (await response.json()).message;
  } catch {
    error.textContent = "The sandbox does not answer. Is it still running?";
  }
  for (const button of buttons) button.disabled = false;
  return taken;
}

// The card leaves with the next screen.
prompts.addEventListener("submit", (event) => {
  event.preventDefault();
  send(event.target, event.submitter ?? event.target.querySelector("[value=pay]"));
});

paybill.addEventListener("submit", async (event) => {
  event.preventDefault();
  const form = event.target;
  if (!(await send(form, event.submitter))) return;
  form.querySelector(".pin").value = "";
  paybill.open = false;
  paybill.querySelector("summary").focus();
});

showClock();
setInterval(showClock, 1000);
setInterval(tick, 250);
follow("/phone/events", "Connected. Requests arrive live.", show);
`;
