package org.imageexchange.notification;

import org.jspecify.annotations.Nullable;

/**
 * A notice in words, ready for a gateway.
 *
 * @param id the same for each repeat of one notice to one address; says nothing about either
 * @param subject one line; null where the channel knows no subjects
 */
public record Message(String id, Address to, @Nullable String subject, String text) {

    @Override
    public String toString() {
        return "Message[hidden]";
    }
}
