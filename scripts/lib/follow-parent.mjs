// Loaded before a program that must not outlive us, e.g. by holding a port after we were killed outright.
import { followParent } from "../bootstrap/children.mjs";

followParent();
