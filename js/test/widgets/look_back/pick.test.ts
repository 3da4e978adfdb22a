import { describe, expect, it } from "vitest";
import { pickAgain, type Guess, type Question } from "../../../src/widgets/look_back/pick";

const question = (key: string, again = true): Question => ({ key, text: key, options: [], again });
const guess = (right: boolean, confidence = "", again: boolean | null = null): Guess => ({ text: "", right, confidence, again });
const QUESTIONS = ["a", "b", "c"].map((key) => question(key));

describe("the question that is asked again", () => {
  it("is one that was missed, the surest first", () => {
    expect(pickAgain(QUESTIONS, { a: guess(false, "guessing"), b: guess(false), c: guess(false, "sure") })).toBe("c");
    expect(pickAgain(QUESTIONS, { a: guess(true, "guessing"), b: guess(false, "guessing") })).toBe("b");
    expect(pickAgain(QUESTIONS, { a: guess(false), b: guess(false) })).toBe("a");
  });

  it("is one that was answered by guessing where none was missed", () => {
    expect(pickAgain(QUESTIONS, { a: guess(true, "sure"), b: guess(true, "guessing") })).toBe("b");
  });

  it("is none where there is no guess, or all is known, or it can't be asked", () => {
    expect(pickAgain(QUESTIONS, {})).toBeNull();
    expect(pickAgain(QUESTIONS, { a: guess(true, "think_so"), b: guess(true) })).toBeNull();
    expect(pickAgain([question("a", false)], { a: guess(false) })).toBeNull();
  });

  it("is asked again once", () => {
    expect(pickAgain(QUESTIONS, { a: guess(false, "sure", false), b: guess(false, "", null) })).toBe("b");
    expect(pickAgain(QUESTIONS, { a: guess(false, "sure", true) })).toBeNull();
  });
});
