package org.imageexchange.ui.taskform;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** A JSON object that is read property by property; one that nobody asks for means something, and is refused. */
final class FormProperties {

    private static final JsonNode NOTHING = JsonNodeFactory.instance.objectNode();

    private final String form;
    private final String component;
    private final String prefix;
    private final JsonNode node;
    private final Set<String> unread;
    private final Map<String, FormProperties> inner = new LinkedHashMap<>();

    private FormProperties(String form, String component, String prefix, JsonNode node) {
        this.form = form;
        this.component = component;
        this.prefix = prefix;
        this.node = node;
        this.unread = new LinkedHashSet<>(node.propertyNames());
    }

    static FormProperties ofForm(JsonNode node) {
        var id = node.path("id");
        return new FormProperties(id.isString() ? id.stringValue() : "?", "the form itself", "", node);
    }

    static FormProperties ofComponent(String form, JsonNode node) {
        var name = node.path("key").asString(node.path("id").asString("without a key"));
        return new FormProperties(form, node.path("type").asString("component") + " “" + name + "”", "", node);
    }

    String form() {
        return form;
    }

    /** An object within, for instance {@code validate}; empty if there is none. */
    FormProperties within(String name) {
        return inner.computeIfAbsent(name, ignored -> {
            var object = take(name);
            if (object != null && !object.isObject()) {
                throw wrong(name, "an object");
            }
            return new FormProperties(form, component, prefix + name + ".", object == null ? NOTHING : object);
        });
    }

    List<JsonNode> list(String name) {
        var list = take(name);
        if (list == null) {
            return List.of();
        }
        if (!list.isArray()) {
            throw wrong(name, "a list");
        }
        return StreamSupport.stream(list.spliterator(), false).toList();
    }

    @Nullable
    String text(String name) {
        var text = take(name);
        if (text == null) {
            return null;
        }
        if (!text.isString()) {
            throw wrong(name, "text");
        }
        return text.stringValue();
    }

    String requiredText(String name) {
        var text = text(name);
        if (text == null || text.isBlank()) {
            throw unsupported(prefix + name + " is missing");
        }
        return text;
    }

    boolean flag(String name, boolean otherwise) {
        var flag = take(name);
        if (flag == null) {
            return otherwise;
        }
        if (!flag.isBoolean()) {
            throw wrong(name, "true or false");
        }
        return flag.booleanValue();
    }

    @Nullable
    Integer whole(String name) {
        var number = take(name);
        if (number == null) {
            return null;
        }
        if (!number.canConvertToExactIntegral() || !number.canConvertToInt()) {
            throw wrong(name, "a whole number");
        }
        return number.intValue();
    }

    @Nullable
    Template template(String name) {
        var source = text(name);
        try {
            return source == null || source.isEmpty() ? null : Template.parse(source);
        } catch (IllegalArgumentException e) {
            throw unsupported(prefix + name + ": " + e.getMessage());
        }
    }

    /** A boolean, or an expression that gives one. */
    @Nullable
    Feel condition(String name) {
        var value = take(name);
        if (value == null) {
            return null;
        }
        return value.isBoolean() ? Feel.constant(value.booleanValue()) : expression(name, value, "true, false");
    }

    /** A number, or an expression that gives one. */
    @Nullable
    Feel limit(String name) {
        var value = take(name);
        if (value == null) {
            return null;
        }
        return value.isNumber() ? Feel.constant(value.decimalValue()) : expression(name, value, "a number");
    }

    private Feel expression(String name, JsonNode value, String constant) {
        if (!value.isString() || !value.stringValue().startsWith("=")) {
            throw wrong(name, constant + " or an expression that begins with =");
        }
        try {
            return Feel.parse(value.stringValue().substring(1));
        } catch (IllegalArgumentException e) {
            throw unsupported(prefix + name + ": " + e.getMessage());
        }
    }

    /** What is there, and not null. */
    @Nullable
    JsonNode take(String name) {
        unread.remove(name);
        var value = node.get(name);
        return value == null || value.isNull() ? null : value;
    }

    /** Whatever was left unread, here or within, is not supported. */
    void end() {
        if (!unread.isEmpty()) {
            throw unsupported(prefix + unread.iterator().next() + " is not supported");
        }
        inner.values().forEach(FormProperties::end);
    }

    UnsupportedForm wrong(String name, String expected) {
        return unsupported(prefix + name + " must be " + expected);
    }

    UnsupportedForm unsupported(String what) {
        return new UnsupportedForm(form, component, what);
    }
}
