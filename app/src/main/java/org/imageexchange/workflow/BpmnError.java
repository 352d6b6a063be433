package org.imageexchange.workflow;

/** Takes the error path of the model; business, not failure. */
public final class BpmnError extends RuntimeException {

    private final String code;

    public BpmnError(String code, String message) {
        super(message);
        this.code = code;
    }

    /** One of {@code Errors}. */
    public String code() {
        return code;
    }
}
