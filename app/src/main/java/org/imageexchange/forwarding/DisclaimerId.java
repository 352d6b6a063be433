package org.imageexchange.forwarding;

import java.io.Serializable;
import java.util.UUID;

/** Which text, in which version. */
public record DisclaimerId(UUID value) implements Serializable {}
