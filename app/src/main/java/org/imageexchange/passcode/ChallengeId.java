package org.imageexchange.passcode;

import java.io.Serializable;
import java.util.UUID;

/** Which challenge: one opened link that must be answered with a passcode. */
public record ChallengeId(UUID value) implements Serializable {}
