const PLACE = 'loopwright-signed-in';

/** Whether somebody is signed in from this browser as far as it remembers: the session itself is a cookie that no script can read. */
export const signedInHere = {
  /** True also where the browser keeps nothing: then the server has to be asked. */
  maybe: (): boolean => {
    try {
      return localStorage.getItem(PLACE) !== null;
    } catch {
      return true;
    }
  },
  remember: (): void => {
    try {
      localStorage.setItem(PLACE, 'yes');
    } catch {
      // Then the server is asked each time.
    }
  },
  forget: (): void => {
    try {
      localStorage.removeItem(PLACE);
    } catch {
      // Nothing was kept.
    }
  },
};
