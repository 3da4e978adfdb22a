import { displayOf } from "../widgets/draw";
import { renderPredict } from "../widgets/predict";

give(displayOf(renderPredict));
