package org.imageexchange.ui.taskform;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.imageexchange.ui.taskform.FormField.Day;
import org.imageexchange.ui.taskform.FormField.Group;
import org.imageexchange.ui.taskform.FormField.Kind;
import org.imageexchange.ui.taskform.FormField.Limits;
import org.imageexchange.ui.taskform.FormField.LongText;
import org.imageexchange.ui.taskform.FormField.Moment;
import org.imageexchange.ui.taskform.FormField.Numeral;
import org.imageexchange.ui.taskform.FormField.OneOf;
import org.imageexchange.ui.taskform.FormField.Place;
import org.imageexchange.ui.taskform.FormField.Prose;
import org.imageexchange.ui.taskform.FormField.Question;
import org.imageexchange.ui.taskform.FormField.Separator;
import org.imageexchange.ui.taskform.FormField.SeveralOf;
import org.imageexchange.ui.taskform.FormField.Shape;
import org.imageexchange.ui.taskform.FormField.ShortText;
import org.imageexchange.ui.taskform.FormField.Spacer;
import org.imageexchange.ui.taskform.FormField.Tick;
import org.imageexchange.ui.taskform.FormField.TimeOfDay;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads form-js JSON, and refuses whatever would otherwise be left out in silence. */
final class FormReader {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private static final int NEWEST_SCHEMA = 19;
    private static final int COLUMNS = 16;
    private static final Pattern KEY = Pattern.compile("[A-Za-z_]\\w*"); // a name that FEEL can ask for
    private static final Duration USUAL_STEP = Duration.ofMinutes(15);
    private static final int USUAL_HEIGHT = 60;

    private final JsonNode json;
    private final Set<String> keys = new HashSet<>();
    private final Set<String> ids = new HashSet<>();

    FormReader(String json) {
        try {
            this.json = MAPPER.readTree(json);
        } catch (JacksonException e) {
            throw new UnsupportedForm("?", "the form itself", "it is not JSON: " + e.getOriginalMessage());
        }
    }

    TaskForm read() {
        var form = FormProperties.ofForm(json);
        var id = form.requiredText("id");
        if (!"default".equals(form.text("type"))) {
            throw form.wrong("type", "default");
        }
        var version = form.whole("schemaVersion");
        if (version != null && version > NEWEST_SCHEMA) {
            throw form.unsupported("schemaVersion " + version + " is newer than " + NEWEST_SCHEMA);
        }
        // Who made the form and for what: nothing that a reader of the form would miss.
        List.of("executionPlatform", "executionPlatformVersion", "exporter", "versionTag")
                .forEach(form::take);
        var fields = fields(form);
        if (fields.isEmpty()) {
            throw form.unsupported("components is missing");
        }
        form.end();
        return new TaskForm(id, fields);
    }

    private List<FormField> fields(FormProperties container) {
        var fields = new ArrayList<FormField>();
        for (var node : container.list("components")) {
            fields.add(field(FormProperties.ofComponent(container.form(), node)));
        }
        return List.copyOf(fields);
    }

    private FormField field(FormProperties component) {
        var field = switch (component.requiredText("type")) {
            case "textfield" -> shortText(component);
            case "textarea" -> longText(component);
            case "number" -> numeral(component);
            case "checkbox" -> tick(component);
            case "radio" -> oneOf(component, OneOf.Style.RADIO);
            case "select" -> oneOf(component, OneOf.Style.SELECT);
            case "checklist" -> severalOf(component, SeveralOf.Style.CHECKLIST);
            case "taglist" -> severalOf(component, SeveralOf.Style.TAGLIST);
            case "datetime" -> datetime(component);
            case "text" -> prose(component);
            case "separator" -> new Separator(place(component));
            case "spacer" -> spacer(component);
            case "group" -> group(component);
            default -> throw component.unsupported("this type of component is not supported");
        };
        var id = component.text("id");
        if (id != null && !ids.add(id)) {
            throw component.unsupported("another component has the id “" + id + "” too");
        }
        component.within("properties"); // none but those that were asked for
        component.end();
        return field;
    }

    private Place place(FormProperties component) {
        var layout = component.within("layout");
        var row = layout.text("row");
        var columns = layout.whole("columns");
        var hide = component.within("conditional").condition("hide");
        return new Place(row, columns == null || columns > COLUMNS / 2, hide);
    }

    private Question question(FormProperties component) {
        return question(component, label(component, "label"));
    }

    private Question question(FormProperties component, Template label) {
        var key = component.requiredText("key");
        if (!KEY.matcher(key).matches()) {
            throw component.wrong("key", "a name of letters, digits and _");
        }
        if (!keys.add(key)) {
            throw component.unsupported("another component has the key “" + key + "” too");
        }
        return new Question(
                place(component),
                key,
                label,
                component.template("description"),
                component.condition("readonly"),
                component.within("validate").flag("required", false));
    }

    private static Template label(FormProperties component, String property) {
        var label = component.template(property);
        if (label == null || label.isBlank()) {
            throw component.unsupported(property + " is missing: nobody would know what to fill in");
        }
        return label;
    }

    private ShortText shortText(FormProperties component) {
        var validate = component.within("validate");
        return new ShortText(
                question(component),
                kind(validate),
                new Limits(validate.limit("minLength"), validate.limit("maxLength")),
                shape(validate),
                component.within("properties").text("suggestionsKey"),
                component.text("defaultValue"));
    }

    private static Kind kind(FormProperties validate) {
        var type = validate.text("validationType");
        return switch (type) {
            case null -> Kind.ANY;
            case "", "custom" -> Kind.ANY; // the pattern is what is custom
            case "email" -> Kind.EMAIL;
            case "phone" -> Kind.PHONE;
            default -> throw validate.unsupported("validate.validationType “" + type + "” is not supported");
        };
    }

    private static @Nullable Shape shape(FormProperties validate) {
        var pattern = validate.text("pattern");
        var message = validate.text("patternErrorMessage");
        if (pattern == null || pattern.isEmpty()) {
            if (message != null) {
                throw validate.unsupported("validate.patternErrorMessage stands without a pattern");
            }
            return null;
        }
        try {
            return new Shape(Pattern.compile(pattern), message);
        } catch (PatternSyntaxException e) {
            throw validate.unsupported("validate.pattern is not a regular expression: " + e.getDescription());
        }
    }

    private LongText longText(FormProperties component) {
        var validate = component.within("validate");
        return new LongText(
                question(component),
                new Limits(validate.limit("minLength"), validate.limit("maxLength")),
                component.text("defaultValue"));
    }

    private Numeral numeral(FormProperties component) {
        var validate = component.within("validate");
        var decimals = component.whole("decimalDigits");
        return new Numeral(
                question(component),
                decimals,
                new Limits(validate.limit("min"), validate.limit("max")),
                presetNumber(component, decimals));
    }

    private static @Nullable BigDecimal presetNumber(FormProperties component, @Nullable Integer decimals) {
        var preset = component.take("defaultValue");
        if (preset == null) {
            return null;
        }
        var number = preset.isNumber() || preset.isString() ? Numbers.parse(preset.asString()) : null;
        if (number == null || decimals != null && Numbers.decimalsOf(number) > decimals) {
            throw component.wrong("defaultValue", "a number that can be typed here");
        }
        return number;
    }

    private Tick tick(FormProperties component) {
        return new Tick(question(component), component.flag("defaultValue", false));
    }

    private OneOf oneOf(FormProperties component, OneOf.Style style) {
        var options = options(component);
        var preset = component.text("defaultValue");
        mustBeOffered(component, options, preset == null ? List.of() : List.of(preset));
        return new OneOf(question(component), style, options, preset);
    }

    private SeveralOf severalOf(FormProperties component, SeveralOf.Style style) {
        var options = options(component);
        var preset = component.list("defaultValue").stream()
                .map(value -> value.isString() ? value.stringValue() : "")
                .toList();
        mustBeOffered(component, options, preset);
        return new SeveralOf(question(component), style, options, preset);
    }

    private static Options options(FormProperties component) {
        var key = component.text("valuesKey");
        var values = component.list("values");
        if ((key == null) == values.isEmpty()) {
            throw component.unsupported("either values or valuesKey must say what can be chosen");
        }
        if (key != null) {
            return new Options.FromData(key);
        }
        var labels = new LinkedHashMap<String, String>();
        for (var value : values) {
            if (!value.path("value").isString() || !value.path("label").isString()) {
                throw component.wrong("values", "a list of objects with a value and a label");
            }
            if (labels.put(
                            value.path("value").stringValue(),
                            value.path("label").stringValue())
                    != null) {
                throw component.unsupported("values has “" + value.path("value").stringValue() + "” twice");
            }
        }
        return new Options.Fixed(labels);
    }

    private static void mustBeOffered(FormProperties component, Options options, List<String> preset) {
        switch (options) {
            case Options.FromData(var key)
            when !preset.isEmpty() ->
                throw component.unsupported("defaultValue goes with values only, not with valuesKey");
            case Options.Fixed(var labels)
            when !labels.keySet().containsAll(preset) ->
                throw component.unsupported("defaultValue is none of the values");
            default -> {}
        }
    }

    private FormField datetime(FormProperties component) {
        if (!component.flag("use24h", true)) {
            throw component.unsupported("use24h: times are written with 24 hours here");
        }
        var format = component.text("timeSerializingFormat");
        if (format != null && !"no_timezone".equals(format)) {
            throw component.unsupported("timeSerializingFormat “" + format + "” is not supported, only no_timezone");
        }
        var subtype = component.text("subtype");
        return switch (subtype) {
            case null -> day(component);
            case "date" -> day(component);
            case "time" -> timeOfDay(component);
            case "datetime" -> moment(component);
            default -> throw component.unsupported("subtype “" + subtype + "” is not supported");
        };
    }

    private Day day(FormProperties component) {
        return new Day(question(component, label(component, "dateLabel")), preset(component, LocalDate::parse));
    }

    private TimeOfDay timeOfDay(FormProperties component) {
        return new TimeOfDay(
                question(component, label(component, "timeLabel")),
                step(component),
                preset(component, LocalTime::parse));
    }

    private Moment moment(FormProperties component) {
        return new Moment(
                question(component, label(component, "label")),
                component.requiredText("dateLabel"),
                component.requiredText("timeLabel"),
                step(component),
                preset(component, LocalDateTime::parse));
    }

    private static Duration step(FormProperties component) {
        var minutes = component.whole("timeInterval");
        if (minutes == null) {
            return USUAL_STEP;
        }
        if (minutes < 1 || Duration.ofDays(1).toMinutes() % minutes != 0) {
            throw component.wrong("timeInterval", "minutes that divide a day");
        }
        return Duration.ofMinutes(minutes);
    }

    private static <T> @Nullable T preset(FormProperties component, Function<String, T> parse) {
        var preset = component.text("defaultValue");
        try {
            return preset == null ? null : parse.apply(preset);
        } catch (DateTimeException e) {
            throw component.wrong("defaultValue", "an ISO date or time");
        }
    }

    private Prose prose(FormProperties component) {
        var text = component.template("text");
        if (text == null) {
            throw component.unsupported("text is missing");
        }
        try {
            Markdown.check(text);
        } catch (IllegalArgumentException e) {
            throw component.unsupported("text: " + e.getMessage());
        }
        var role = component.within("properties").text("role");
        if (role != null && !"note".equals(role)) {
            throw component.unsupported("properties.role “" + role + "” is not supported");
        }
        return new Prose(place(component), text, role != null);
    }

    private Spacer spacer(FormProperties component) {
        var height = component.whole("height");
        return new Spacer(place(component), height == null ? USUAL_HEIGHT : height);
    }

    private Group group(FormProperties component) {
        var path = component.text("path");
        if (path != null && !path.isEmpty()) {
            throw component.unsupported("path is not supported");
        }
        return new Group(
                place(component), component.template("label"), component.flag("showOutline", false), fields(component));
    }
}
