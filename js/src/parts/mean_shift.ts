import { painters } from "../painters";
import { meanShift } from "../painters/mean_shift";

painters["mean_shift"] = meanShift;
