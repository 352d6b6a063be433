package org.imageexchange.delivery;

/** Why a transfer can't be delivered at all. */
public enum Obstacle {
    NO_CHANNEL("There is no way to send the recipient a passcode: second e-mail addresses are no longer allowed."
            + " Correct the contact and give a mobile number."),
    NO_IMAGES("Some of the images are no longer in the portal. Upload the study again and send it again.");

    private final String words;

    Obstacle(String words) {
        this.words = words;
    }

    /** For the sender: what is wrong and what to do. */
    String inWords() {
        return words;
    }
}
