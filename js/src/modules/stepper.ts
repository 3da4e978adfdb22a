import { displayOf } from "../widgets/draw";
import { renderStepper } from "../widgets/stepper";

give(displayOf(renderStepper));
