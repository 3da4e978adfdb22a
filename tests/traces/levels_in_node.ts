/** Look up levels of traces as the browser does: reads wires and levels from stdin, writes labels. */
import { readFileSync } from "node:fs";
import { clearEps, levelAt, type Level } from "../../js/src/core/levels";
import { decode, type Trace } from "../../js/src/core/trace";
import { cutAt } from "../../js/src/core/tree_cut";
import type { TraceWire } from "../../js/src/core/types";
import { xiClusters } from "../../js/src/core/xi_clusters";

interface Case { wire: Record<string, unknown>; levels: number[] }

function found(trace: Trace, level: number): Level & { value: number; straight?: boolean } {
  const { tree, curve } = trace.head;
  if (tree) return { value: level, ...cutAt(trace, level) };
  if (curve?.param === "xi") return { value: level, ...xiClusters(trace, level) };
  const value = clearEps(trace, level);
  return { value, ...levelAt(trace, value) };
}

const cases = JSON.parse(readFileSync(0, "utf8")) as Case[];
const answers = cases.map(({ wire, levels }) => {
  const bytes = Object.entries(wire).map(([name, value]) => {
    if (name === "head") return [name, value];
    const { buffer, byteOffset, byteLength } = Uint8Array.from(Buffer.from(value as string, "base64"));
    return [name, new DataView(buffer, byteOffset, byteLength)];
  });
  const trace = decode(Object.fromEntries(bytes) as TraceWire);
  return levels.map((level) => {
    const { value, labels, core, clusters, noise, straight } = found(trace, level);
    return { value, labels: [...labels], core: [...(core ?? [])], clusters, noise, straight };
  });
});
process.stdout.write(JSON.stringify(answers));
