/** Search finds the sections that have all words, the best first, with the words about the first match. */
import { describe, expect, it } from "vitest";
import { plain, search, type Section } from "../src/search";

const SECTIONS: Section[] = [
  ["a.html#1", "Lesson 01", "A bad start", "The inertia can stay high. Many starts help."],
  ["g.html#2", "Glossary", "Inertia", "Sum of squared distances to the own center."],
  ["b.html#3", "Lesson 02", "Read the elbow", `${"word ".repeat(60)}inertia ${"more ".repeat(60)}`],
  ["c.html#4", "Lesson 03", "Ärger", "Café and naïve."],
];
const headings = (query: string): string[] => search(query, SECTIONS).map((one) => one.heading);

describe("search", () => {
  it("puts the section of that name first, and needs every word", () => {
    expect(headings("Inertia")).toEqual(["Inertia", "A bad start", "Read the elbow"]);
    expect(headings("inertia starts")).toEqual(["A bad start"]);
    expect(headings("inertia lesson 02")).toEqual(["Read the elbow"]);
    expect(headings("inertia nothing")).toEqual([]);
    expect(headings("  ")).toEqual([]);
  });

  it("finds a word by its beginning, not by its middle, and with or without accents", () => {
    expect(headings("iner")).toHaveLength(3);
    expect(headings("ertia")).toEqual([]);
    expect(headings("arger cafe")).toEqual(["Ärger"]);
    expect(headings("(c++")).toEqual([]);
  });

  it("shows the words about the match, cut at spaces", () => {
    const [found] = search("elbow inertia", SECTIONS);
    expect(found!.match).toBe("inertia");
    expect(found!.before).toMatch(/^… word( word)* $/);
    expect(found!.after).toMatch(/^ more( more)* …$/);
    expect(search("bad", SECTIONS)[0]).toMatchObject({ before: "", match: "", after: SECTIONS[0]![3] });
    expect(search("inertia", SECTIONS)[1]).toMatchObject({ before: "The ", match: "inertia" });
  });
});

it("plain text has the places of the text", () => {
  for (const text of ["Ärger", "İstanbul", "ﬁne", "a👍b", "e\u0301"]) expect(plain(text)).toHaveLength(text.length);
});
