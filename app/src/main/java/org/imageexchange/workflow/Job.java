package org.imageexchange.workflow;

/**
 * Facts of the job at hand, for the few workers that need them.
 *
 * @param lastTry whether another failure makes it an incident
 */
public record Job(
        long key, long processInstanceKey, String elementId, java.util.Map<String, String> headers, boolean lastTry) {}
