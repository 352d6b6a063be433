package org.imageexchange.forwarding;

import java.util.List;

/**
 * What somebody acknowledges by approving a transfer.
 *
 * @param version counts from 1 for each institution, and for the portal's own text
 * @param isOwn whether the institution wrote it; else it is the portal's
 */
public record Disclaimer(DisclaimerId id, int version, List<String> statements, boolean isOwn) {

    public Disclaimer {
        statements = List.copyOf(statements);
    }
}
