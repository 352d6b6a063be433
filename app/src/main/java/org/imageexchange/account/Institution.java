package org.imageexchange.account;

import java.time.ZoneId;

/** A hospital or board that sends images; days count in its time zone. */
public record Institution(InstitutionId id, String name, ZoneId zone, String contact) {}
