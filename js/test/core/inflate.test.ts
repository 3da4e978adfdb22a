import { deflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { unpack } from "../../src/core/inflate";

const pack = (bytes: number[]): { $zlib: string } =>
  ({ $zlib: deflateSync(Uint8Array.from(bytes)).toString("base64") });
const bytesOf = (view: unknown): number[] => {
  const { buffer, byteOffset, byteLength } = view as DataView;
  return [...new Uint8Array(buffer, byteOffset, byteLength)];
};

describe("unpack", () => {
  it("unpacks buffers however deep", async () => {
    const { a, n } = (await unpack({ a: [{ b: pack([1, 2, 3]) }], n: null })) as { a: { b: unknown }[]; n: null };
    expect(bytesOf(a[0]?.b)).toEqual([1, 2, 3]);
    expect(n).toBeNull();
  });

  it("puts back what widgets share, also within each other", async () => {
    const blocks = { inner: pack([7]), outer: { words: { x: "y" }, raw: { $block: "inner" } } };
    const state = { one: { $block: "outer" }, two: [{ $block: "outer" }, { $block: "inner" }] };
    const { one, two } = (await unpack(state, blocks)) as { one: { words: unknown; raw: unknown }; two: unknown[] };
    expect(one.words).toEqual({ x: "y" });
    expect(bytesOf(one.raw)).toEqual([7]);
    expect(bytesOf(two[1])).toEqual([7]);
  });

  it("gives each widget bytes of its own", async () => {
    const blocks = { raw: pack([1, 2]) };
    const [first, second] = (await unpack([{ $block: "raw" }, { $block: "raw" }], blocks)) as DataView[];
    first?.setUint8(0, 99);
    expect(bytesOf(second)).toEqual([1, 2]);
  });

  it("leaves data alone that only looks like a reference", async () => {
    for (const name of ["constructor", "__proto__", "missing", ""]) {
      expect(await unpack({ $block: name }, {})).toEqual({ $block: name });
    }
    expect(await unpack({ $block: 3 }, { 3: "no" })).toEqual({ $block: 3 });
  });
});
