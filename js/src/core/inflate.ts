/** Unpack the buffers of an exported page: zlib and base64 back to bytes. */

interface Packed { $zlib: string }

function isPacked(value: unknown): value is Packed {
  return typeof value === "object" && value !== null && typeof (value as Packed).$zlib === "string";
}

async function inflate(text: string): Promise<DataView> {
  const packed = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new DataView(await new Response(stream).arrayBuffer());
}

/** Return the value with every packed buffer in it, however deep, unpacked. */
export async function unpack(value: unknown): Promise<unknown> {
  if (isPacked(value)) return inflate(value.$zlib);
  if (Array.isArray(value)) return Promise.all(value.map(unpack));
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value).map(async ([key, item]) => [key, await unpack(item)] as const);
    return Object.fromEntries(await Promise.all(entries));
  }
  return value;
}
