// The shop's part of the checkout: redirect after the payment, and keep the cart in sync.

const checkout = document.querySelector("malipo-checkout");

// Fires once per outcome, even after a reload. Use it to redirect; ship only after your server has confirmed the payment.
checkout.addEventListener("malipo-outcome", ({ detail }) => {
  const { outcome, order } = detail;
  if (outcome.status !== "paid") return; // The checkout shows what happened. Keep the cart.
  const form = document.querySelector("#paid");
  const { reference, amount, method, receipt, lines } = form.elements;
  reference.value = order.reference;
  amount.value = outcome.amount.value;
  method.value = outcome.method ?? "";
  receipt.value = outcome.receipt ?? "";
  lines.value = toCartText(order.lines);
  form.submit();
});

// The shopper changed quantities in the checkout: update the cart.
checkout.addEventListener("malipo-cartchange", ({ detail }) => {
  saveCart(detail.lines).catch((error) => {
    console.warn("The cart keeps its old quantities:", error);
  });
});

async function saveCart(lines) {
  const answer = await fetch("/cart", {
    method: "PUT",
    headers: { "Content-Type": "text/plain" },
    body: toCartText(lines),
  });
  if (!answer.ok) throw new Error(`The shop answered ${answer.status}.`);
  if (lines.length === 0) {
    location.assign("/cart");
    return;
  }
  checkout.cart = lines;
  const { count } = await answer.json();
  document.querySelector(".cart-link .count").textContent = count;
}

function toCartText(lines) {
  return lines.map(({ sku, quantity }) => `${sku}:${quantity}`).join(",");
}
