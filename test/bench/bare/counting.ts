/** Counts what happened in this process, and says when as much has happened as is waited for. */
export class Counting {
  private count = 0;
  private waiting: { for: number; reached: () => void }[] = [];

  get now(): number {
    return this.count;
  }

  one(): void {
    this.count += 1;
    this.waiting = this.waiting.filter((one) => {
      if (this.count < one.for) return true;
      one.reached();
      return false;
    });
  }

  reach(count: number): Promise<void> {
    if (this.count >= count) return Promise.resolve();
    return new Promise((reached) => this.waiting.push({ for: count, reached }));
  }
}
