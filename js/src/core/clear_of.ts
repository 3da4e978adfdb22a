/** Levels that lie beside the numbers that decide. */

/** So near to a number that decides, as a share, rounding would tell on which side of it a level lies. */
const TOO_NEAR = 1e-7;

/** The nearest level that is none of the numbers. */
export function clearOf(all: readonly ArrayLike<number>[], level: number): number {
  const near = (value: number): boolean => all.some((numbers) => {
    for (let i = 0; i < numbers.length; i += 1) if (Math.abs(numbers[i]! - value) <= TOO_NEAR * value) return true;
    return false;
  });
  let found = level;
  for (let i = 1; near(found) && i < 50; i += 1) found = Number((level * (1 + (i % 2 ? 1 : -1) * Math.ceil(i / 2) * 1e-3)).toPrecision(5));
  return found;
}
