/** Each source file with a function in it has the test file of its name: src/a/b.ts has test/a/b.test.ts. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { transformSync } from "esbuild";
import { describe, expect, it } from "vitest";

/** True where something is left to run once types are erased: a function, a method or a class, and no mere list or import. */
function hasLogic(source: string): boolean {
  const { code } = transformSync(source, { loader: "ts", minify: true, target: "es2022" });
  return /=>|\bfunction\b|\bclass\b/.test(code);
}

/** The TypeScript files in a folder, however deep, with slashes in their names. */
function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts")).map((name) => `${folder}/${name.replaceAll("\\", "/")}`);
}

describe("a source file", () => {
  it.each([
    ["export interface A { act(): void }\nexport type B = (x: number) => void;", false],
    ["import { a } from './a';\nexport const all = { a, b: a };\ngive(a);", false],
    ["// function\nexport const EVENT = 'opened';", false],
    ["export const twice = (x: number): number => 2 * x;", true],
    ["export function twice(x: number): number { return 2 * x; }", true],
    ["export class A { act(): void {} }", true],
  ])("has logic where a function is left without its types: %j %s", (source, wanted) => {
    expect(hasLogic(source)).toBe(wanted);
  });

  it("has the test file of its name where it has logic", () => {
    const withLogic = filesOf("src").filter((path) => !path.endsWith(".d.ts") && hasLogic(readFileSync(path, "utf8")));
    expect(withLogic.length, "the sources are looked through").toBeGreaterThan(80);
    expect(withLogic.filter((path) => !existsSync(path.replace(/^src/, "test").replace(/\.ts$/, ".test.ts")))).toEqual([]);
  });

  it("is there for each test file, so that none is left behind", () => {
    const tests = filesOf("test").filter((path) => path.endsWith(".test.ts") && path !== "test/mirror.test.ts");
    expect(tests.filter((path) => !existsSync(path.replace(/^test/, "src").replace(/\.test\.ts$/, ".ts")))).toEqual([]);
  });
});
