package org.imageexchange.policy;

/**
 * How much one network address may ask for; generous, because a whole hospital may stand behind it.
 *
 * @param passcodesAnHour codes that are sent
 * @param signInLinksAnHour sign-in links that are asked for on the front page
 */
public record NetworkLimits(int passcodesAnHour, int signInLinksAnHour) {}
