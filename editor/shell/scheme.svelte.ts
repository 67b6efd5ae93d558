const PLACE = 'loopwright-scheme';
export type Scheme = 'system' | 'light' | 'dark';
const ALL: readonly Scheme[] = ['system', 'light', 'dark'];

const kept = (): Scheme => ALL.find((one) => one === localStorage.getItem(PLACE)) ?? 'system';

/** Light or dark: as the system says, unless somebody chose. */
class Looks {
  scheme = $state<Scheme>(kept());

  constructor() {
    this.show();
  }

  choose(scheme: Scheme): void {
    this.scheme = scheme;
    localStorage.setItem(PLACE, scheme);
    this.show();
  }

  private show(): void {
    if (this.scheme === 'system') delete document.documentElement.dataset['scheme'];
    else document.documentElement.dataset['scheme'] = this.scheme;
  }
}

export const looks = new Looks();
