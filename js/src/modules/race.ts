import { displayOf } from "../widgets/draw";
import { renderRace } from "../widgets/race";

give(displayOf(renderRace));
