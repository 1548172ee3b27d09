import { StrictMode, useState } from "react";
import { createRoot } from "react-dom/client";
import { Checkout } from "./checkout.jsx";

const CART = [{ sku: "SHIRT-1", quantity: 1 }];

function Shop() {
  const [reference, setReference] = useState(null);
  return (
    <main>
      <h1>One shirt</h1>
      <p id="thanks" role="status">
        {reference && `Thank you for order ${reference}.`}
      </p>
      <Checkout cart={CART} onPaid={setReference} />
    </main>
  );
}

createRoot(document.getElementById("app")).render(
  <StrictMode>
    <Shop />
  </StrictMode>,
);
