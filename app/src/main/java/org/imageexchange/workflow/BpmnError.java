package org.imageexchange.workflow;

/** Takes the error path of the model; business, not failure. */
public final class BpmnError extends RuntimeException {

    private final String code;
    private final String reason;

    /**
     * @param code one of {@code Errors}
     * @param reason why, as a code; becomes the variable {@code reason}
     */
    public BpmnError(String code, String reason) {
        super(code + ": " + reason);
        this.code = code;
        this.reason = reason;
    }

    /** One of {@code Errors}. */
    public String code() {
        return code;
    }

    /** Why, as a code. */
    public String reason() {
        return reason;
    }
}
