package org.imageexchange.ui.forwarding;

import org.imageexchange.transfer.ForwardingRefusal;

/** Why a transfer may not be forwarded, in the words of whoever would. */
final class RefusalWords {

    private RefusalWords() {}

    static String of(ForwardingRefusal refusal) {
        return switch (refusal) {
            case NOT_THE_RECIPIENT -> "Only the person who received these images can forward them.";
            case ALREADY_A_FORWARD -> "These images were forwarded to you. They cannot be forwarded again.";
            case NOT_READY -> "These images are still being prepared. Try again when their status is New.";
            case FAILED -> "These images could not be delivered, so they cannot be forwarded.";
            case DECLINED -> "These images were declined, so they cannot be forwarded.";
            case WITHDRAWN -> "The hospital has withdrawn these images. They cannot be forwarded any more.";
            case EXPIRED ->
                "The time for which these images were available is over. They cannot be forwarded any more.";
            case NONE_LEFT ->
                "These images were forwarded three times already, or are being forwarded just now. More is not possible.";
        };
    }
}
