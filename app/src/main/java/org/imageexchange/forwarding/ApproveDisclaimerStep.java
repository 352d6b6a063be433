package org.imageexchange.forwarding;

import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.imageexchange.account.Institutions;
import org.imageexchange.processes.Forms;
import org.imageexchange.processes.Outcomes;
import org.imageexchange.processes.Processes;
import org.imageexchange.recipient.Recipient;
import org.imageexchange.transfer.Forwards;
import org.springframework.stereotype.Component;

@Component
class ApproveDisclaimerStep implements WizardStep {

    static final String DAYS = "days";
    static final String APPROVED = "approved";
    static final String DISCLAIMER = "disclaimer";

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy", Locale.UK);
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm", Locale.UK);

    private final Answers answers;
    private final Destination destination;
    private final Forwards forwards;
    private final Institutions institutions;
    private final Disclaimers disclaimers;

    ApproveDisclaimerStep(
            Answers answers,
            Destination destination,
            Forwards forwards,
            Institutions institutions,
            Disclaimers disclaimers) {
        this.answers = answers;
        this.destination = destination;
        this.forwards = forwards;
        this.institutions = institutions;
        this.disclaimers = disclaimers;
    }

    @Override
    public String element() {
        return "userTask_ApproveDisclaimer";
    }

    @Override
    public String process() {
        return Processes.APPROVE_DISCLAIMER;
    }

    @Override
    public String form() {
        return Forms.APPROVE_DISCLAIMER;
    }

    @Override
    public Set<String> ways() {
        return Set.of(Outcomes.APPROVE, Outcomes.PREVIOUS, Outcomes.CANCEL);
    }

    @Override
    public Map<String, Object> data(Draft draft) {
        var origin = forwards.origin(draft.transfer());
        var zone = institutions.require(origin.institution()).zone();
        var longest = forwards.longestDays(draft.transfer());
        var disclaimer = disclaimers.inForce(origin.institution());
        var typed = answers.of(draft.id(), form());

        var data = new LinkedHashMap<String, Object>();
        data.put("patientId", origin.patientId().isEmpty() ? "not known" : origin.patientId());
        data.put("patientName", origin.patientName());
        data.put("gender", gender(origin.patientSex()));
        data.put("birthDate", origin.patientBirthDate() == null ? "not known" : DAY.format(origin.patientBirthDate()));
        data.put("recipient", destination.recipient(draft).map(Recipient::name).orElse(""));
        data.put("longestDays", longest);
        data.put(
                "untilByDays",
                IntStream.rangeClosed(1, longest)
                        .mapToObj(days -> MINUTE.format(
                                forwards.endAfter(draft.transfer(), days).atZone(zone)))
                        .toList());
        data.put("statements", disclaimer.statements());
        data.put(DISCLAIMER, disclaimer.id().value().toString());
        data.put(
                DAYS,
                typed.number(DAYS)
                        .orElse(Math.min(longest, destination.policy(draft).retentionDays())));
        return data;
    }

    private static String gender(String sex) {
        return switch (sex) {
            case "M" -> "Male";
            case "F" -> "Female";
            case "O" -> "Other";
            default -> "not known";
        };
    }

    /** With the text that was shown: what is approved is what was read. */
    @Override
    public Typed kept(Typed sent, Map<String, Object> shown) {
        return sent.with(DISCLAIMER, shown.get(DISCLAIMER));
    }

    @Override
    public Map<String, String> problems(Draft draft, Typed typed) {
        var problems = new Problems();
        var longest = forwards.longestDays(draft.transfer());
        var days = typed.number(DAYS);
        if (days.isEmpty() || days.getAsInt() < 1 || days.getAsInt() > longest) {
            problems.say(DAYS, "Choose from 1 to " + longest + " days.");
        }
        if (!typed.ticked(APPROVED)) {
            problems.say(APPROVED, "Tick the box to acknowledge the statements.");
        }
        var inForce = disclaimers.inForce(forwards.origin(draft.transfer()).institution());
        if (!inForce.id().value().toString().equals(typed.raw(DISCLAIMER))) {
            problems.say(APPROVED, "The statements have changed meanwhile. Go back and read them again.");
        }
        return problems.byField();
    }

    static DisclaimerId disclaimer(Typed typed) {
        return new DisclaimerId(UUID.fromString(typed.raw(DISCLAIMER)));
    }
}
