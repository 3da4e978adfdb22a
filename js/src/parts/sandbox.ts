import { additions } from "../widgets/stepper/sides";
import { sandboxPanel } from "../widgets/sandbox";

additions["sandbox"] = sandboxPanel;
