import { painters } from "../painters";
import { kmeans } from "../painters/kmeans";
import { unders } from "../widgets/stepper/sides";
import { startsPanel } from "../widgets/stepper/starts";

// what k-means looks like at each k; the way from one to the next is its own
painters["kmeans"] = painters["k_scan"] = kmeans;
unders["kmeans"] = (screen) => [startsPanel(screen)];
