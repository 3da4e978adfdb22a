import { madeTrace } from "../painters/made";

/** A trace of 2 centers that are pictures of 2 x 3 pixels. */
export function pictured(): ReturnType<typeof madeTrace> {
  const trace = madeTrace();
  const row = Uint8Array.from({ length: 12 }, (_, i) => 20 * i);
  const blocks = { ...trace.head.blocks, pictures: { type: "u1" as const, size: 12, rows: null, shape: [2, 3] } };
  return { ...trace, head: { ...trace.head, blocks }, row: (name, step) => (name === "pictures" ? row : trace.row(name, step)) };
}
