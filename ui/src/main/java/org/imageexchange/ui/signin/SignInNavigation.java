package org.imageexchange.ui.signin;

/** The addresses of the way in that other pages lead to. */
public final class SignInNavigation {

    /** Where a page leads somebody whose session is over. */
    public static final String SESSION_ENDED = SessionEndedView.PATH;

    private SignInNavigation() {}
}
