/** Numbers in a text, compared with those of the lesson's cells: as teachclust/lessons/reasons.py does it. */

/** What the cells have shown: numbers by what they are. */
export type Values = Record<string, number[]>;
interface Said { text: string; meanings: [value: number, half: number][] }

const NUMBER = /(?<![\w.,])(-?(?:\d{1,3}(?:,\d{3})+|\d{1,12})(?:\.\d{1,12})?)(?!\.?\d)(?:\s?(%|percent\b))?/g;
const SHARE = /(?<![\w.,])(\d{1,9})\s+(?:in|of|out of)\s+(?:every\s+)?(\d{1,9})\b/g;
const MEANT = 2;
const MOST_READ = 4000;

/** Half a unit of the last place that is written. */
function half(number: string): number {
  return 0.5 * 10 ** -(number.replace(/\.0$/, "").split(".")[1] ?? "").length;
}

function numbersIn(text: string): Said[] {
  const read = text.slice(0, MOST_READ);
  const shares = [...read.matchAll(SHARE)].flatMap(([said, part, whole]): Said[] =>
    Number(part) > 0 && Number(part) <= Number(whole)
      ? [{ text: said, meanings: [[Number(part) / Number(whole), 0.5 / Number(whole)]] }] : []);
  const numbers = [...read.matchAll(NUMBER)].map(([said, digits, percent]): Said => {
    const plain = digits!.replaceAll(",", "");
    const meanings: Said["meanings"] = [[Number(plain), half(plain)]];
    if (percent) meanings.push([Number(plain) / 100, half(plain) / 100]);
    return { text: said, meanings };
  });
  return [...shares, ...numbers];
}

const is = (said: Said, value: number): boolean =>
  said.meanings.some(([number, near]) => Math.abs(number - value) <= Math.max(near, half(String(value))) * (1 + 1e-9));

/** Which of the lesson's numbers a text names. */
export function namedNumbers(text: string, values: Values): string[] {
  const said = numbersIn(text);
  return Object.keys(values).filter((what) => said.some((one) => values[what]!.some((value) => is(one, value))));
}

/** The first number with a point that is near one of the lesson's and yet none of them. */
export function misquoted(text: string, values: Values): { said: string; what: string; known: string } | null {
  const known = Object.entries(values).flatMap(([what, numbers]) => numbers.map((value) => ({ what, value })));
  for (const said of numbersIn(text)) {
    if (!said.text.includes(".") || known.some(({ value }) => is(said, value))) continue;
    const number = said.meanings.at(-1)![0];
    let nearest = { factor: MEANT, what: "", value: 0 };
    for (const { what, value } of known) {
      const factor = Math.max(number / value, value / number);
      if (number * value > 0 && factor < nearest.factor) nearest = { factor, what, value };
    }
    if (nearest.what) return { said: said.text, what: nearest.what, known: String(nearest.value) };
  }
  return null;
}
