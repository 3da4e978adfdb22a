import { displayOf } from "../widgets/draw";
import { renderSceneLab } from "../widgets/scene_lab";

give(displayOf(renderSceneLab));
