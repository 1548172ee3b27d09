/** A new payment link, or changes of one. What is typed outlives a reload, and is sent once. */
import { html, nothing } from "lit";
import type { TemplateResult } from "lit";
import { ProblemError } from "@malipo/client";
import type { MerchantPaymentLink } from "@malipo/protocol/merchant";
import { Page } from "../../app/page.ts";
import type { PageModule } from "../../app/page.ts";
import { navigate, toHref } from "../../app/router.ts";
import { api } from "../../lib/api.ts";
import { DraftStore } from "../../lib/draft-store.ts";
import { sortProblem } from "../../lib/field-errors.ts";
import type { FieldErrors } from "../../lib/field-errors.ts";
import { Resource } from "../../lib/resource.ts";
import { hasScope } from "../../lib/session.ts";
import { SHOP_CLOCK } from "../../lib/shop-day.ts";
import { changesOf, editAgain, editOf } from "../../lib/edit.ts";
import type { Edit } from "../../lib/edit.ts";
import { announce } from "../../ui/announce.ts";
import { discardButton } from "../../ui/discard.ts";
import { focusFirstError } from "../../ui/fields.ts";
import { icon } from "../../ui/icon.ts";
import { problem } from "../../ui/problem.ts";
import { fill } from "../../words/words.ts";
import {
  EMPTY_DRAFT,
  draftOf,
  isLinkInput,
  readLinkDraft,
  toNewLink,
} from "./link-draft.ts";
import type {
  DraftFault,
  DraftFaults,
  LinkBody,
  LinkDraft,
} from "./link-draft.ts";
import { linkFormParts } from "./link-form.ts";
import { sharePanel } from "./share.ts";

/** As it is kept. */
interface Kept extends Edit<LinkDraft> {
  /** The same for each try to make this link. */
  readonly idempotencyKey: string;
}

const fresh = (base: LinkDraft): Kept => ({
  ...editOf(base),
  idempotencyKey: crypto.randomUUID(),
});

const FAULT_WORDS = {
  amount: "wrongAmount",
  whole: "wrongWhole",
  time: "wrongTime",
  missing: "wrongMissing",
  crossed: "wrongCrossed",
} as const satisfies Record<DraftFault, string>;

class LinkEdit extends Page {
  static override properties = {
    kept: { state: true, attribute: false },
    errors: { state: true, attribute: false },
    failure: { state: true, attribute: false },
    isWorking: { state: true, attribute: false },
    made: { state: true, attribute: false },
  };

  kept: Kept | undefined;
  errors: FieldErrors = {};
  failure: unknown = null;
  isWorking = false;
  /** Of a key that can't read the link's own page. */
  made: MerchantPaymentLink | undefined;

  readonly #drafts = new DraftStore<Kept>(() => `link:${this.#id ?? "new"}`);
  readonly #link = new Resource<MerchantPaymentLink>(this, {
    load: (client, signal) =>
      client.get("/v1/merchant/payment-links/{id}", {
        path: { id: this.#id ?? "" },
        signal,
      }),
  });

  /** Undefined for a new link. */
  get #id(): string | undefined {
    return this.route.params["id"];
  }

  protected override opened(): void {
    this.errors = {};
    this.failure = null;
    this.made = undefined;
    this.kept = this.#drafts.read();
    if (this.#id === undefined) this.kept ??= fresh(EMPTY_DRAFT);
    else void this.#open();
  }

  async #open(): Promise<void> {
    await this.#link.open();
    const { value } = this.#link;
    if (value === undefined) return;
    const now = draftOf(value, SHOP_CLOCK);
    const { kept } = this;
    this.kept =
      kept === undefined ? fresh(now) : { ...kept, ...editAgain(kept, now) };
  }

  override render(): TemplateResult {
    const { links } = this.words;
    const { kept, made } = this;
    const { error, value } = this.#link;
    const id = this.#id;
    const isNew = id === undefined;
    const title = kept?.base.title ?? value?.title ?? "";
    const back = isNew ? "/links" : `/links/${id}`;
    if (made !== undefined)
      return html`<h1>${links.made}</h1>
        ${sharePanel(made)}`;
    return html`<p class="back">
        <a href=${toHref(back)}
          >${icon("previous")} ${isNew ? links.back : title}</a
        >
      </p>
      <div class="page-head">
        <h1>${isNew ? links.new : fill(links.editTitle, { title })}</h1>
      </div>
      ${error === undefined ? nothing : problem(error, () => void this.#open())}
      ${kept === undefined ? nothing : this.#form(kept)}`;
  }

  #form(kept: Kept): TemplateResult {
    const { links, draft: texts } = this.words;
    const { draft } = kept;
    const isNew = this.#id === undefined;
    const act = isNew ? links.create : links.save;
    const acting = isNew ? links.creating : links.saving;
    return html`<form class="stack narrow" novalidate @submit=${this.#submit}>
      ${linkFormParts({ draft, errors: this.errors, change: this.#change })}
      ${this.failure === null ? nothing : problem(this.failure)}
      <p class="small muted">${texts.kept}</p>
      <div class="buttons">
        ${discardButton(kept, this.#discard)}
        <button
          class="primary"
          aria-busy=${this.isWorking ? "true" : "false"}
          ?disabled=${this.isWorking}
        >
          ${this.isWorking ? acting : act}
        </button>
      </div>
    </form>`;
  }

  readonly #change = (changes: Partial<LinkDraft>): void => {
    if (this.kept === undefined) return;
    const draft = { ...this.kept.draft, ...changes };
    this.#keep({ ...this.kept, draft });
  };

  #keep(kept: Kept): void {
    this.kept = kept;
    this.#drafts.keep(kept);
  }

  readonly #discard = (): void => {
    this.#drafts.drop();
    this.opened();
  };

  readonly #submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const { kept } = this;
    if (kept === undefined || this.isWorking) return;
    this.failure = null;
    const { values, faults } = readLinkDraft(kept.draft, SHOP_CLOCK);
    const titleFault: DraftFaults =
      this.#id !== undefined && values.title === undefined
        ? { title: "missing" }
        : {};
    this.errors = this.#inWords({ ...faults, ...titleFault });
    if (Object.keys(this.errors).length > 0) {
      await this.#toFirstError();
      return;
    }
    this.isWorking = true;
    // Before it is sent: after a reload, the same key is sent again.
    this.#keep(kept);
    try {
      await (this.#id === undefined
        ? this.#create(kept, toNewLink(values))
        : this.#save(
            this.#id,
            changesOf({
              base: readLinkDraft(kept.base, SHOP_CLOCK).values,
              draft: values,
            }),
          ));
    } catch (error) {
      await this.#fail(error, kept);
    } finally {
      this.isWorking = false;
    }
  };

  async #create({ idempotencyKey }: Kept, body: LinkBody): Promise<void> {
    const made = await api.post("/v1/merchant/payment-links", {
      body,
      idempotencyKey,
    });
    this.#drafts.drop();
    announce(this.words.links.made);
    if (hasScope("read")) navigate(toHref(`/links/${made.id}`), true);
    else this.made = made;
  }

  async #save(id: string, body: LinkBody): Promise<void> {
    const { links, draft } = this.words;
    const isChanged = Object.keys(body).length > 0;
    if (isChanged)
      await api.patch("/v1/merchant/payment-links/{id}", {
        path: { id },
        body,
      });
    this.#drafts.drop();
    announce(isChanged ? links.saved : draft.unchanged);
    navigate(toHref(`/links/${id}`), true);
  }

  async #fail(error: unknown, kept: Kept): Promise<void> {
    const { draft } = kept;
    const sorted = sortProblem(error, (name) => isLinkInput(draft, name));
    this.errors = sorted.fields;
    this.failure = sorted.rest;
    const isOtherBody =
      error instanceof ProblemError &&
      error.problem.code === "idempotency_key_reused";
    if (isOtherBody) {
      announce(this.words.links.maybeMade);
      this.#keep({ ...kept, idempotencyKey: crypto.randomUUID() });
    }
    await this.#toFirstError();
  }

  async #toFirstError(): Promise<void> {
    await this.updateComplete;
    focusFirstError(this);
  }

  #inWords(faults: DraftFaults): FieldErrors {
    return Object.fromEntries(
      Object.entries(faults).map(([name, fault]) => [
        name,
        () => this.words.links[FAULT_WORDS[fault]],
      ]),
    );
  }
}

customElements.define("malipo-link-edit", LinkEdit);

export const view: PageModule["view"] = (route) =>
  html`<malipo-link-edit .route=${route}></malipo-link-edit>`;
