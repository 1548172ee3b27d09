/** Defines the elements of the frame. Pages are loaded when they are opened. */
import { ConsoleApp } from "./app/console-app.ts";
import { SignIn } from "./app/sign-in.ts";
import { ConfirmDialog } from "./ui/confirm.ts";

customElements.define("malipo-confirm", ConfirmDialog);
customElements.define("malipo-sign-in", SignIn);
customElements.define("malipo-console", ConsoleApp);
