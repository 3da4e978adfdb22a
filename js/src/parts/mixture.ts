import { painters } from "../painters";
import { mixture } from "../painters/mixture";

painters["mixture"] = mixture;
