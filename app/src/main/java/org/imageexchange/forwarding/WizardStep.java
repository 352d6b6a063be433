package org.imageexchange.forwarding;

import java.util.Map;
import java.util.Set;
import org.imageexchange.processes.Outcomes;
import org.imageexchange.processes.Processes;

/** One step of the wizard: what its form shows, and what is wrong with what was typed into it. */
interface WizardStep {

    /** The element of {@code forward-transfer}, or of what it calls. */
    String element();

    /** One of {@code Forms}. */
    String form();

    default String process() {
        return Processes.FORWARD_TRANSFER;
    }

    /** The ways out of it. */
    default Set<String> ways() {
        return Set.of(Outcomes.NEXT, Outcomes.PREVIOUS, Outcomes.CANCEL);
    }

    /** What the form is filled with, by the keys that it names. */
    Map<String, Object> data(Draft draft);

    /** What is wrong, in the user's words, by the keys of the fields; empty when the wizard may go on. */
    Map<String, String> problems(Draft draft, Typed typed);

    /** What is kept of what a page sent; a step may note what it had shown. */
    default Typed kept(Typed sent, Map<String, Object> shown) {
        return sent;
    }
}
