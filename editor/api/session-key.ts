const PLACE = 'loopwright-key';

/** The key of this tab: gone when the tab is closed, and never in an address. */
export const sessionKey = {
  read: (): string | null => sessionStorage.getItem(PLACE),
  keep: (key: string): void => {
    sessionStorage.setItem(PLACE, key);
  },
  forget: (): void => {
    sessionStorage.removeItem(PLACE);
  },
};
