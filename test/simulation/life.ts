/** From a start to its end. What began in one life has no effect in the next. */
export class Life {
  isAlive = true;
  readonly ends: (() => void)[] = [];

  end(): void {
    this.isAlive = false;
    for (const tell of this.ends.splice(0)) tell();
  }
}
