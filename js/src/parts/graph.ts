import { painters } from "../painters";
import { graph } from "../painters/graph";

painters["graph"] = graph;
