/** Painters by the name that Python gives in `head.painter`. A new algorithm adds a line. */
import type { Painters } from "../core/plane_scene";
import { meanShift } from "./mean_shift";
import { density } from "./density";
import { graph } from "./graph";
import { kmeans } from "./kmeans";
import { mixture } from "./mixture";
import { tree } from "./tree";

/** `k_scan` draws what k-means looks like at each k; the way from one to the next is its own. */
export const painters: Painters = { kmeans, k_scan: kmeans, tree, density, mean_shift: meanShift, mixture, graph };
