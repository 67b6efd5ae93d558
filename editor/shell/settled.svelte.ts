/** What was written once the hand has rested. Belongs to the component that makes it. */
export function settled(written: () => string, pauseMs: number): { readonly words: string } {
  let words = $state('');
  $effect(() => {
    const now = written().trim();
    const timer = setTimeout(() => (words = now), pauseMs);
    return () => {
      clearTimeout(timer);
    };
  });
  return {
    get words() {
      return words;
    },
  };
}
