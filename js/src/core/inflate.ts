/** Unpack the states of an exported page: zlib and base64 back to bytes, and what widgets share back into each. */

interface Packed { $zlib: string }
interface Shared { $block: string }

/** What several widgets of a page have in common, by name. */
export type Blocks = Readonly<Record<string, unknown>>;

function isPacked(value: unknown): value is Packed {
  return typeof value === "object" && value !== null && typeof (value as Packed).$zlib === "string";
}

function isShared(value: unknown, blocks: Blocks): value is Shared {
  const name = typeof value === "object" && value !== null && (value as Shared).$block;
  return typeof name === "string" && Object.hasOwn(blocks, name);
}

async function inflate(text: string): Promise<DataView> {
  const packed = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new DataView(await new Response(stream).arrayBuffer());
}

/** Return the value with every packed buffer in it, however deep, unpacked; each widget gets bytes of its own. */
export async function unpack(value: unknown, blocks: Blocks = {}): Promise<unknown> {
  if (isShared(value, blocks)) return unpack(blocks[value.$block], blocks);
  if (isPacked(value)) return inflate(value.$zlib);
  if (Array.isArray(value)) return Promise.all(value.map((item) => unpack(item, blocks)));
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value).map(async ([key, item]) => [key, await unpack(item, blocks)] as const);
    return Object.fromEntries(await Promise.all(entries));
  }
  return value;
}
