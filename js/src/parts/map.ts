import { painters } from "../painters";
import { map } from "../painters/map";

painters["map"] = map;
