package org.imageexchange.forwarding;

/** The mail server didn't take the notice for the originating hospital; the process tries again. */
final class HospitalNotInformed extends RuntimeException {

    HospitalNotInformed(String reason) {
        super("The originating hospital could not be told of a forward: " + reason);
    }
}
