/** Something the person at the keyboard must mend: one sentence that names the remedy. Anything else thrown is a bug. */
export class Refusal extends Error {
  constructor(sentence) {
    super(sentence);
    this.name = 'Refusal';
  }
}
