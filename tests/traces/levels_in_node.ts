/** Look up levels of traces as the browser does: reads wires and levels from stdin, writes labels. */
import { readFileSync } from "node:fs";
import { clearEps, levelAt } from "../../js/src/core/levels";
import { decode } from "../../js/src/core/trace";
import type { TraceWire } from "../../js/src/core/types";

interface Case { wire: Record<string, unknown>; levels: number[] }

const cases = JSON.parse(readFileSync(0, "utf8")) as Case[];
const answers = cases.map(({ wire, levels }) => {
  const bytes = Object.entries(wire).map(([name, value]) => {
    if (name === "head") return [name, value];
    const { buffer, byteOffset, byteLength } = Uint8Array.from(Buffer.from(value as string, "base64"));
    return [name, new DataView(buffer, byteOffset, byteLength)];
  });
  const trace = decode(Object.fromEntries(bytes) as TraceWire);
  return levels.map((level) => {
    const eps = clearEps(trace, level);
    const { labels, core, clusters, noise } = levelAt(trace, eps);
    return { eps, labels: [...labels], core: [...(core ?? [])], clusters, noise };
  });
});
process.stdout.write(JSON.stringify(answers));
