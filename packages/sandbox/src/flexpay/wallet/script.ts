/** The wallet page's script: sends the form and follows the transfers. */
import { LIVE_SCRIPT } from "../../web/live-script.ts";

export const WALLET_SCRIPT = String.raw`${LIVE_SCRIPT}
const transfers = document.getElementById("transfers");
const form = document.getElementById("send");
const formError = document.getElementById("form-error");

function show(screen) {
  for (const { id, text } of screen.balances) {
    const balance = document.getElementById(id);
    if (balance.textContent !== text) balance.textContent = text;
  }
  reconcile(transfers, screen.transfers);
  announce(screen.transfers);
}

/** Shows the error of each field and focuses the first. */
function showProblems(problems) {
  for (const error of form.querySelectorAll(".error[id]")) {
    const name = error.id.replace("-error", "");
    error.textContent = problems[name] ?? "";
    const field = form.elements.namedItem(name);
    if (field instanceof HTMLElement) {
      if (problems[name] === undefined) field.removeAttribute("aria-invalid");
      else field.setAttribute("aria-invalid", "true");
    }
  }
  form.querySelector("[aria-invalid]")?.focus();
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const button = form.querySelector("button");
  const body = new URLSearchParams(new FormData(form));
  button.disabled = true;
  showProblems({});
  try {
    const response = await fetch(form.getAttribute("action"), { method: "POST", headers: { Accept: "application/json" }, body });
    // The next screen contains the transfer.
    if (!response.ok) showProblems((await response.json()).problems);
  } catch {
    formError.textContent = "The sandbox does not answer. Is it still running?";
  }
  button.disabled = false;
});

follow("/wallet/events", "Connected. What the shop does shows at once.", show);
`;
