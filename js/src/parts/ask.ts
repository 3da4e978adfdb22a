import { askPanel } from "../widgets/stepper/ask";
import { asking } from "../widgets/stepper/sides";

asking.panel = askPanel;
