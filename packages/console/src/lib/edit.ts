/** Changes of a thing that exists, with the thing as it was: only they are sent, and what others change meanwhile stays. Pure. */

export interface Edit<Draft> {
  readonly draft: Draft;
  readonly base: Draft;
}

export const editOf = <Draft>(base: Draft): Edit<Draft> => ({
  draft: base,
  base,
});

/** What was changed, by its name. */
export function changesOf<Draft extends object>({
  draft,
  base,
}: Edit<Draft>): Partial<Draft> {
  const names = Object.keys(draft) as (keyof Draft)[];
  return names.reduce<Partial<Draft>>(
    (all, name) =>
      JSON.stringify(base[name]) === JSON.stringify(draft[name])
        ? all
        : { ...all, [name]: draft[name] },
    {},
  );
}

export const isEdited = <Draft extends object>(edit: Edit<Draft>): boolean =>
  Object.keys(changesOf(edit)).length > 0;

/** The same changes, of the thing as it is now. */
export const editAgain = <Draft extends object>(
  edit: Edit<Draft>,
  now: Draft,
): Edit<Draft> => ({ draft: { ...now, ...changesOf(edit) }, base: now });
