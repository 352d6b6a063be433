package org.imageexchange.ui.taskform;

import java.math.BigDecimal;
import java.util.Map;
import org.camunda.feel.api.EvaluationResult;
import org.camunda.feel.api.FeelEngineApi;
import org.camunda.feel.api.FeelEngineBuilder;
import org.camunda.feel.syntaxtree.ParsedExpression;

/** A FEEL expression that is known to be one. */
record Feel(ParsedExpression parsed) {

    private static final FeelEngineApi ENGINE = FeelEngineBuilder.forJava().build();

    /** @throws IllegalArgumentException if it isn't FEEL */
    static Feel parse(String source) {
        var result = ENGINE.parseExpression(source.strip());
        if (!result.isSuccess()) {
            throw new IllegalArgumentException("“" + source + "” is not FEEL");
        }
        return new Feel(result.parsedExpression());
    }

    static Feel constant(BigDecimal number) {
        return parse(number.toPlainString());
    }

    static Feel constant(boolean truth) {
        return parse(String.valueOf(truth));
    }

    EvaluationResult evaluate(Map<String, Object> facts) {
        return ENGINE.evaluate(parsed, facts);
    }

    @Override
    public String toString() {
        return parsed.text();
    }
}
