/** The phone page's script: takes screens from the stream, posts answers, and counts down. */
export const PHONE_SCRIPT = String.raw`"use strict";
const html = (window.trustedTypes ?? { createPolicy: (_name, rules) => rules }).createPolicy(
  "malipo-sandbox",
  // The sandbox renders the cards itself and escapes what they show.
  { createHTML: (text) => text },
);
const prompts = document.getElementById("prompts");
const messages = document.getElementById("messages");
const announcer = document.getElementById("announcer");
const connection = document.getElementById("connection");
const title = document.title;
let source;
/** The sandbox's clock minus ours. */
let clockAheadMs = 0;
/** What was announced already; null until the first screen came. */
let announced = null;

function connect() {
  source = new EventSource("/phone/events" + location.search);
  source.addEventListener("open", () => setConnection("live", "Connected. Requests arrive live."));
  source.addEventListener("screen", (event) => show(JSON.parse(event.data)));
  source.addEventListener("error", () => {
    setConnection("lost", "Connection lost. Trying again…");
    // After an answer that is no stream the browser gives up; we do not.
    if (source.readyState === EventSource.CLOSED) setTimeout(connect, 2000);
  });
}

function setConnection(state, words) {
  if (connection.dataset.state === state) return;
  connection.dataset.state = state;
  connection.querySelector(".words").textContent = words;
}

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

/** Makes the list show the items in their order. Cards that did not change stay as they are, typed PIN included. */
function reconcile(list, items) {
  const wanted = new Set(items.map((item) => item.id));
  for (const card of [...list.children]) if (!wanted.has(card.id)) card.remove();
  items.forEach((item, index) => {
    const here = list.children[index];
    const present = document.getElementById(item.id);
    if (present !== null && present.dataset.version === item.version) {
      if (present !== here) list.insertBefore(present, here ?? null);
      return;
    }
    const template = document.createElement("template");
    template.innerHTML = html.createHTML(item.html);
    const card = template.content.firstElementChild;
    if (present !== null) present.replaceWith(card);
    else {
      card.classList.add("arriving");
      list.insertBefore(card, here ?? null);
    }
  });
}

function announce(items) {
  const keys = items.map((item) => item.id + item.version);
  if (announced !== null) {
    const news = items.filter((item, index) => !announced.has(keys[index]));
    for (const item of news) {
      const line = document.createElement("span");
      line.textContent = item.announcement + " ";
      announcer.append(line);
    }
    while (announcer.childElementCount > 5) announcer.firstElementChild.remove();
  }
  announced = new Set(keys);
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

prompts.addEventListener("input", (event) => {
  const pin = event.target;
  pin.value = pin.value.replace(/\D/g, "").slice(0, 4);
});

prompts.addEventListener("submit", async (event) => {
  event.preventDefault();
  const form = event.target;
  const error = form.querySelector(".error");
  const body = new URLSearchParams(new FormData(form, event.submitter ?? form.querySelector("[value=pay]")));
  const buttons = form.querySelectorAll("button");
  for (const button of buttons) button.disabled = true;
  error.textContent = "";
  try {
    const response = await fetch(form.getAttribute("action"), { method: "POST", headers: { Accept: "application/json" }, body });
    // The card leaves with the next screen.
    if (!response.ok) error.textContent = (await response.json()).message;
  } catch {
    error.textContent = "The sandbox does not answer. Is it still running?";
  }
  for (const button of buttons) button.disabled = false;
});

// A page that comes back from the history has lost its stream.
window.addEventListener("pageshow", (event) => {
  if (event.persisted) connect();
});
window.addEventListener("pagehide", () => source.close());

showClock();
setInterval(showClock, 1000);
setInterval(tick, 250);
connect();
`;
