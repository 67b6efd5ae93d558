const PLACE = 'loopwright-key';

/** An API key somebody opened this tab with instead of signing in: gone with the tab, and never in an address. */
export const tabKey = {
  read: (): string | null => sessionStorage.getItem(PLACE),
  keep: (key: string): void => {
    sessionStorage.setItem(PLACE, key);
  },
  forget: (): void => {
    sessionStorage.removeItem(PLACE);
  },
};
