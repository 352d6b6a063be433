package org.imageexchange.ui.signin;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.radiobutton.RadioGroupVariant;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.VaadinServletRequest;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.imageexchange.account.PasscodeChannel;
import org.imageexchange.account.SignedIn;
import org.imageexchange.passcode.Passcodes;
import org.imageexchange.passcode.Passcodes.Answer;
import org.imageexchange.passcode.Passcodes.Progress;
import org.imageexchange.ui.page.Branding;
import org.imageexchange.ui.page.CurrentPerson;
import org.imageexchange.ui.page.Dates;
import org.imageexchange.ui.security.SignedInSession;
import org.jspecify.annotations.Nullable;

/** The second proof: sends a passcode to the channel that is named here masked, and takes it back. */
@Route(value = PasscodeView.PATH, autoLayout = false)
@AnonymousAllowed
class PasscodeView extends ArrivingPage implements BeforeEnterObserver, HasDynamicTitle {

    static final String PATH = "passcode";

    private static final int ASK_WHILE_SENDING_MS = 500;
    private static final int ASK_WHILE_WAITING_MS = 1000;

    private final Branding branding;
    private final Passcodes passcodes;
    private final CurrentPerson currentPerson;
    private final SignedInSession session;
    private final Clock clock;

    private final Div destination = new Div();
    private final RadioButtonGroup<PasscodeChannel> choice = new RadioButtonGroup<>("Where shall we send it?");
    private final Button send = new Button("Send passcode", click -> send());
    private final Paragraph status = new Paragraph();
    private final Div entry = new Div();
    private final TextField code = new TextField("Passcode");
    private final Button signIn = new Button("Sign in", click -> signIn());

    private @Nullable Opening opening;
    private @Nullable Instant againFrom;

    PasscodeView(
            Branding branding, Passcodes passcodes, CurrentPerson currentPerson, SignedInSession session, Clock clock) {
        super(branding, "Prove that it is you");
        this.branding = branding;
        this.passcodes = passcodes;
        this.currentPerson = currentPerson;
        this.session = session;
        this.clock = clock;

        choice.addThemeVariants(RadioGroupVariant.LUMO_VERTICAL);
        choice.setItemLabelGenerator(PasscodeView::describe);
        send.setWidthFull();
        send.setDisableOnClick(true);
        status.addClassName("status");
        status.getElement().setAttribute("role", "status");

        code.setWidthFull();
        code.addClassName("passcode");
        code.getElement().setAttribute("autocomplete", "one-time-code");
        // Phones show digits; the component has no such attribute of its own.
        code.getElement().executeJs("this.inputElement.setAttribute('inputmode', 'numeric')");
        code.setManualValidation(true);
        code.setValueChangeMode(ValueChangeMode.EAGER);
        code.addKeyDownListener(Key.ENTER, enter -> signIn());
        signIn.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        signIn.setWidthFull();
        entry.addClassName("stack");
        entry.add(code, signIn);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var opened = Opening.in(request());
        if (opened.isEmpty()) {
            event.forwardTo(SignInView.class);
            return;
        }
        opening = opened.get();
        var channels = opening.link().channels();
        if (channels.isEmpty()) {
            show(
                    new Paragraph("We have neither a mobile number nor a second e-mail address of yours, "
                            + "so we cannot send you a passcode. Please ask whoever sent you the images to add one."),
                    LinkEndedView.wayIn("Go to the start page"));
            return;
        }
        offer(channels);
        show(destination, send, status, entry);
        entry.setVisible(false);
        status.setVisible(false);
        send.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        if (opening.challenge() != null) {
            showEntry();
            follow();
        } else {
            send.focus();
        }
    }

    private void offer(List<PasscodeChannel> channels) {
        destination.removeAll();
        destination.add(new Paragraph("We will send you a one-time passcode. It can be used once, within 10 minutes."));
        if (channels.size() == 1) {
            destination.add(new Paragraph("It goes to your " + describe(channels.getFirst()) + "."));
        } else {
            choice.setItems(channels);
            choice.setValue(channels.getFirst());
            destination.add(choice);
        }
    }

    private static String describe(PasscodeChannel channel) {
        return switch (channel) {
            case PasscodeChannel.Sms sms -> "mobile number " + sms.masked();
            case PasscodeChannel.SecondEmail mail -> "second e-mail address " + mail.masked();
        };
    }

    private void send() {
        var opened = requireOpening();
        var channels = opened.link().channels();
        var channel = channels.size() == 1 ? channels.getFirst() : choice.getValue();
        var challenge = passcodes.ask(
                opened.link().id(),
                channel,
                opened.browser(),
                opened.challenge(),
                request().getRemoteAddr());
        opening = opened.asked(challenge, channel);
        opening.keepIn(request());
        code.clear();
        code.setInvalid(false);
        showEntry();
        tell("Sending your passcode…");
        follow();
        code.focus();
    }

    private void showEntry() {
        entry.setVisible(true);
        send.setText("Send another passcode");
        send.removeThemeVariants(ButtonVariant.LUMO_PRIMARY);
        show(destination, status, entry, send);
    }

    /** Looks how far the sending is, and comes again until it is settled. */
    private void follow() {
        var opened = requireOpening();
        var challenge = opened.challenge();
        if (challenge == null) {
            return;
        }
        switch (passcodes.progress(challenge, opened.browser())) {
            case Progress.Sending() -> {
                tell("Sending your passcode…");
                send.setEnabled(false);
                askAgainIn(ASK_WHILE_SENDING_MS);
            }
            case Progress.Delayed() -> {
                tell("This takes longer than usual: we cannot reach the service that delivers passcodes. "
                        + "We keep trying, please leave this page open.");
                send.setEnabled(false);
                askAgainIn(ASK_WHILE_WAITING_MS);
            }
            case Progress.Sent(var channel, var at, var again) -> {
                tell("We sent a passcode to your " + describe(channel) + " at " + Dates.time(at) + ".");
                waitUntil(again);
            }
            case Progress.AskedTooOften(var again, var earlierUsable) -> {
                tell("You have asked for many passcodes in a short time, so we did not send another. "
                        + (earlierUsable ? "You can still use the last one, or ask again at " : "You can ask again at ")
                        + Dates.time(again) + ".");
                waitUntil(again);
            }
            case Progress.Over() -> over();
        }
    }

    private void waitUntil(Instant again) {
        againFrom = again;
        countDown();
    }

    private void countDown() {
        if (againFrom == null) {
            return;
        }
        var left = Duration.between(clock.instant(), againFrom);
        if (left.isNegative() || left.isZero()) {
            againFrom = null;
            send.setText("Send another passcode");
            send.setEnabled(true);
            askAgainIn(-1);
            return;
        }
        send.setEnabled(false);
        var seconds = left.toSeconds() + 1;
        send.setText("Send another passcode in " + (seconds < 120 ? seconds + " s" : seconds / 60 + " min"));
        askAgainIn(ASK_WHILE_WAITING_MS);
    }

    private void signIn() {
        var opened = requireOpening();
        if (code.getValue().isBlank()) {
            wrong("Enter the passcode that we sent you.");
            return;
        }
        var challenge = opened.challenge();
        if (challenge == null) {
            return;
        }
        switch (passcodes.answer(challenge, opened.browser(), code.getValue(), alreadySignedIn(opened))) {
            case Answer.Accepted(var who) -> begin(who);
            case Answer.Wrong(var triesLeft) ->
                wrong("That is not the passcode. Check it and type it again. "
                        + (triesLeft == 1 ? "You have one more try." : "You have " + triesLeft + " more tries."));
            case Answer.Expired() -> wrong("This passcode can no longer be used. Please send another passcode.");
            case Answer.Used() -> wrong("This passcode was used already. Please send another passcode.");
            case Answer.BackOff(var from) ->
                wrong("There were too many wrong passcodes for this account. Please try again after " + Dates.time(from)
                        + ".");
            case Answer.Closed() -> over();
        }
    }

    private @Nullable SignedIn alreadySignedIn(Opening opened) {
        return currentPerson
                .find()
                .filter(person -> person.account().equals(opened.link().account()))
                .orElse(null);
    }

    private void begin(SignedIn who) {
        Opening.removeFrom(request());
        var wanted = session.begin(who);
        askAgainIn(-1);
        arrive(wanted);
    }

    private void wrong(String message) {
        code.setErrorMessage(message);
        code.setInvalid(true);
        code.focus();
        code.getElement().executeJs("this.inputElement.select()");
    }

    private void over() {
        askAgainIn(-1);
        againFrom = null;
        Opening.removeFrom(request());
        setHeading("Please begin again");
        var why = new Paragraph("There were too many wrong passcodes, or this page was open for too long. "
                + "Open the link in your e-mail again, or ask for a new one:");
        why.getElement().setAttribute("role", "alert");
        show(why, LinkEndedView.wayIn("Get a new sign-in link"));
    }

    private void tell(String sentence) {
        status.setVisible(true);
        if (!sentence.equals(status.getText())) {
            status.setText(sentence);
        }
    }

    private void askAgainIn(int milliseconds) {
        UI.getCurrent().setPollInterval(milliseconds);
    }

    @Override
    protected void onAttach(AttachEvent event) {
        var polls = event.getUI().addPollListener(poll -> {
            if (againFrom == null) {
                follow();
            } else {
                countDown();
            }
        });
        addDetachListener(detached -> {
            polls.remove();
            detached.unregisterListener();
        });
    }

    @Override
    protected void onDetach(DetachEvent event) {
        event.getUI().setPollInterval(-1);
    }

    private Opening requireOpening() {
        if (opening == null) {
            throw new IllegalStateException("The page is shown without an opened link");
        }
        return opening;
    }

    private static HttpServletRequest request() {
        return VaadinServletRequest.getCurrent().getHttpServletRequest();
    }

    @Override
    public String getPageTitle() {
        return branding.title("Passcode");
    }
}
