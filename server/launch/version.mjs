export const numbersOf = (version) => version.split('.').map(Number);

const compare = (a, b) => {
  const [left, right] = [numbersOf(a), numbersOf(b)];
  for (let i = 0; i < 3; i += 1) {
    if ((left[i] ?? 0) !== (right[i] ?? 0)) return (left[i] ?? 0) - (right[i] ?? 0);
  }
  return 0;
};

export const newestFirst = (a, b) => compare(b, a);

/** From `from` on and before `below`. */
export const within = (version, { from, below }) => compare(version, from) >= 0 && compare(version, below) < 0;
