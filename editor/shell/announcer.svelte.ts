/** Says aloud, to those who listen instead of looking, what happened. */
class Announcer {
  words = $state('');

  say(words: string): void {
    // The same words twice are two events.
    this.words = this.words === words ? `${words}\u00a0` : words;
  }

  clear(): void {
    this.words = '';
  }
}

export const announcer = new Announcer();
