/** Find the sections of a site that have all the words of a query. */

/** A section: its page's address and anchor, what it is part of, its heading, its text. */
export type Section = readonly [address: string, page: string, heading: string, text: string];
export interface Found { address: string; page: string; heading: string; before: string; match: string; after: string }

const AROUND = 60;
/** Small letters without accents; the length stays, so that places in it are places in the text. */
export function plain(text: string): string {
  return Array.from(text, (letter) => {
    const bare = letter.normalize("NFD")[0]!.toLowerCase();
    return bare.length === letter.length ? bare : letter;
  }).join("");
}

/** Where a word begins in a text that is plain: at the start of a word; -1 where it doesn't. */
function place(word: string, text: string): number {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1]!)) return at;
  }
  return -1;
}

/** How well a section answers: a word counts most in the heading. 0 where one is missing. */
function worth(words: readonly string[], [, page, heading, text]: Section): number {
  const [inHeading, inPage, inText] = [plain(heading), plain(page), plain(text)];
  let sum = 0;
  for (const word of words) {
    const found = (place(word, inHeading) >= 0 ? 10 : 0) + (inHeading === word ? 20 : 0) + (place(word, inPage) >= 0 ? 3 : 0) + (place(word, inText) >= 0 ? 2 : 0);
    if (!found) return 0;
    sum += found;
  }
  return sum;
}

/** The text about the first word that is in it. */
function excerpt(words: readonly string[], text: string): Pick<Found, "before" | "match" | "after"> {
  const inText = plain(text);
  const word = words.find((one) => place(one, inText) >= 0);
  if (word === undefined) return { before: "", match: "", after: text.slice(0, 2 * AROUND) };
  const at = place(word, inText);
  const from = at <= AROUND ? 0 : text.indexOf(" ", at - AROUND) + 1;
  const end = at + word.length;
  const to = text.length - end <= AROUND ? text.length : Math.max(end, text.lastIndexOf(" ", end + AROUND));
  return {
    before: (from ? "… " : "") + text.slice(Math.min(from, at), at),
    match: text.slice(at, end),
    after: text.slice(end, to) + (to < text.length ? " …" : ""),
  };
}

/** The sections that have every word of the query, or a longer word that begins with it, the best first. */
export function search(query: string, sections: readonly Section[]): Found[] {
  const words = plain(query).split(/\s+/).filter(Boolean);
  if (!words.length) return [];
  return sections
    .map((section) => ({ section, value: worth(words, section) }))
    .filter(({ value }) => value > 0)
    .sort((a, b) => b.value - a.value)
    .map(({ section: [address, page, heading, text] }) => ({ address, page, heading, ...excerpt(words, text) }));
}
