import { describe, expect, it } from "vitest";
import { csvOf, pointsInCsv } from "../../../src/widgets/sandbox/points_csv";

describe("a file of points", () => {
  it("is written and read again", () => {
    expect(csvOf([[1.5, 2], [-3, 1e-7]])).toBe("x1,x2\n1.5,2\n-3,1e-7\n");
    expect(pointsInCsv(csvOf([[1.5, 2], [-3, 1e-7]]), 10)).toEqual([[1.5, 2], [-3, 1e-7]]);
  });

  it.each([
    ["1,2\n3,4"], ["\uFEFFa,b\r\n1,2\r\n3,4\r\n"], ["x;y\n1,0;2,0\n3;4"], ["1\t2\n\n3\t4\n"], ["1 2\n3   4"], ["\"1\",\"2\"\n\"3\",\"4\""],
    ["x1,x2,cluster\n1,2,0\n3,4,-1"], [" 1 , 2 \n+3,4.0"],
  ])("may have names, other marks and further columns: %j", (text) => {
    expect(pointsInCsv(text, 10)).toEqual([[1, 2], [3, 4]]);
  });

  it.each<[string, string, Record<string, string | number>]>([
    ["", "empty", {}],
    ["a,b\n", "empty", {}],
    ["1\n2\n", "columns", { line: 1, found: 1 }],
    ["1,2\n3", "columns", { line: 2, found: 1 }],
    ["1,2\n3,x", "number", { line: 2, text: "x" }],
    ["a,b\nc,d\n1,2", "number", { line: 2, text: "c" }],
    ["1,nan", "number", { line: 1, text: "nan" }],
    ["1,2\n1,Infinity", "number", { line: 2, text: "Infinity" }],
    ["1,2\n1,0x10", "number", { line: 2, text: "0x10" }],
    ["1,1e400", "number", { line: 1, text: "1e400" }],
    ["1,1e13", "far", { line: 1, most: 1e12 }],
    ["1,2\n3,4\n5,6\n7,8", "many", { most: 3 }],
    ["PK\0\u0001", "binary", {}],
    [`1,2\n3,${"<b>".repeat(40)}`, "number", { line: 2, text: "<b>".repeat(7).slice(0, 20) }],
  ])("is told where it is bad: %j", (text, key, values) => {
    const found = pointsInCsv(text, 3);
    expect(found).toMatchObject({ key: `sandbox.csv.${key}` });
    expect("key" in found && found.values).toEqual(values);
  });
});
